using Google.Protobuf;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Models that were exported for batches of one size.</summary>
public sealed partial class OnnxScorerTests
{
    /// <summary>Three images at once against weights x pixels + bias, worked out here.</summary>
    [TestMethod]
    [DataRow(1, "Flatten")]
    [DataRow(4, "Flatten")]
    [DataRow(1, "Reshape 1 -1")]
    [DataRow(1, "Reshape 1 4")]
    [DataRow(4, "Reshape 4 -1")]
    [DataRow(4, "Reshape 4 4")]
    [DataRow(4, "Reshape -1 4")]
    [DataRow(1, "Constant 1 4")]
    [DataRow(1, "Shared 1 4")]
    public void Score_FixedBatchThatIsFreed_GivesTheScoresOfEachImage(int batch, string form)
    {
        byte[] model = Fixed(batch, form);
        using OnnxScorer scorer = new(model, Raw with { OnWarning = Assert.Fail, BatchSize = 5 });
        float[] images = [1, 2, 3, 4, 0, 0, 0, 1, -1, 0, 2, 0];
        using IScorerBatch several = scorer.CreateBatch(3);
        images.CopyTo(several.Inputs);

        Close.All<float>([30.5f, -4, 4.5f, -1, 5.5f, 0], several.Score(3).ToArray(), 1e-5f);
        Close.All<float>([30.5f, -4], Score(scorer, images[..4]), 1e-5f);
        Assert.AreEqual((5, int.MaxValue), (scorer.BatchSize, scorer.MaxBatchSize));
        Assert.Contains($"The batch dimension, {batch} in the model, was freed", scorer.Decisions[^1]);
        Assert.AreSame(model, scorer.ReadModel());
        Assert.AreEqual(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(model)), scorer.Sha256);
    }

    /// <summary>IR version 3, as CNTK and old PyTorch wrote it, lists the weights and the Reshape's target as inputs.</summary>
    [TestMethod]
    public void Score_FixedBatchInAnOldFile_IsFreed()
    {
        var model = ModelProto.Parser.ParseFrom(Fixed(1, "Reshape 1 -1"));
        model.IrVersion = 3;
        model.OpsetImport[0].Version = 8;
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            var shape = new TensorShapeProto();
            shape.Dim.AddRange(tensor.Dims.Select(side => new TensorShapeProto.Types.Dimension { DimValue = side }));
            model.Graph.Input.Add(new ValueInfoProto
            {
                Name = tensor.Name,
                Type = new TypeProto { TensorType = new() { ElemType = tensor.DataType, Shape = shape } },
            });
        }

        using OnnxScorer scorer = new(model.ToByteArray(), Raw with { OnWarning = Assert.Fail, InputName = "input" });

        Assert.AreEqual(int.MaxValue, scorer.MaxBatchSize);
        Close.All<float>([30.5f, -4, 4.5f, -1], Score(scorer, [1, 2, 3, 4], [0, 0, 0, 1]), 1e-5f);
    }

    /// <summary>The first scores the image less the batch's mean, the second adds one row for each of a fixed number of images.</summary>
    [TestMethod]
    [DataRow(1, "Mixed", "1 image at a time")]
    [DataRow(4, "Mixed", "4 images at a time")]
    [DataRow(2, "Added", "2 images at a time")]
    public void Score_FixedBatchThatCannotBeFreed_RunsAsItIsWithAWarning(int batch, string form, string cost)
    {
        List<string> warnings = [];
        using OnnxScorer scorer = new(Fixed(batch, form), Raw with { OnWarning = warnings.Add });
        using IScorerBatch one = scorer.CreateBatch(1);
        new float[] { 1, 2, 3, 4 }.CopyTo(one.Inputs);

        Assert.AreEqual(batch, scorer.MaxBatchSize);
        Assert.Contains($"has a batch dimension of {batch}, which could not be freed", warnings.Single());
        Assert.Contains($"it is run with {cost}. Export it with a free batch dimension", warnings[0]);
        float expected = form == "Added" ? 31.5f : batch == 1 ? 0 : 22.5f; // 30.5 - 30.5; 30.5 - (30.5 + 3 x 0.5) / 4
        Assert.AreEqual(expected, one.Score(1)[0], 1e-5f);
    }

    [TestMethod]
    public void Score_FixedBatchWithWeightsBesideIt_IsFreed()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string file = Path.Combine(folder, "model.onnx");
            var model = ModelProto.Parser.ParseFrom(TestModels.ExternalWeights(Gray2x2, 2, "model.onnx.data"));
            model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
            model.Graph.Output[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = 1 };
            File.WriteAllBytes(file, model.ToByteArray());
            File.WriteAllBytes(
                Path.Combine(folder, "model.onnx.data"), [.. Weights.SelectMany(row => row).SelectMany(BitConverter.GetBytes)]);
            using OnnxScorer scorer = new(file, Raw with { OnWarning = Assert.Fail });

            Close.All<float>([30, -4, 4, -1], Score(scorer, [1, 2, 3, 4], [0, 0, 0, 1]), 1e-5f);
            CollectionAssert.AreEqual(File.ReadAllBytes(file), scorer.ReadModel());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>scores = weights x pixels + bias for a gray image of 2 x 2 pixels, flattened in one of several forms.</summary>
    private static byte[] Fixed(int batch, string form)
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("input", DataType.Float, batch, 1, 2, 2);
        long[] sides = [.. form.Split(' ')[1..].Select(long.Parse)];
        switch (form.Split(' ')[0])
        {
            case "Reshape":
                model.Initializer("shape", sides).Node("Reshape", ["input", "shape"], ["flat"]);
                break;
            case "Constant":
                model.Node("Constant", [], ["shape"], ("value_ints", sides)).Node("Reshape", ["input", "shape"], ["flat"]);
                break;
            case "Shared":
                // The same constant is also the shape of zeros that are added: there it must stay.
                model.Initializer("shape", sides).Node("Reshape", ["input", "shape"], ["reshaped"])
                    .Node("ConstantOfShape", ["shape"], ["zeros"]).Node("Add", ["reshaped", "zeros"], ["flat"]);
                break;
            default:
                model.Node("Flatten", ["input"], ["flat"], ("axis", 1));
                break;
        }

        model.Initializer("weights", [2, 4], [.. Weights.SelectMany(row => row)]).Initializer("bias", [2], Bias)
            .Node("Gemm", ["flat", "weights", "bias"], ["scores"], ("transB", 1));
        switch (form)
        {
            case "Mixed":
                model.Node("ReduceMean", ["scores"], ["mean"], ("axes", new long[] { 0 })).Node("Sub", ["scores", "mean"], ["logits"]);
                break;
            case "Added":
                model.Initializer("ones", [batch, 2], [.. Enumerable.Repeat(1f, 2 * batch)]).Node("Add", ["scores", "ones"], ["logits"]);
                break;
            default:
                model.Node("Identity", ["scores"], ["logits"]);
                break;
        }

        return model.Output("logits", DataType.Float, batch, 2).Build();
    }
}
