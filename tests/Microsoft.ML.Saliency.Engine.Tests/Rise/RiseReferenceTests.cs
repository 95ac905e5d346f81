namespace Microsoft.ML.Saliency.Tests;

/// <summary>Against masks and maps computed by the RISE authors' own code (TestData/README.md).</summary>
[TestClass]
public class RiseReferenceTests
{
    [TestMethod]
    [DataRow("s7", 128, 128, 7, new[] { 0, 36, 48, 63 })]
    [DataRow("s8", 128, 128, 8, new[] { 0, 17, 52, 63 })]
    [DataRow("s8_100x130", 100, 130, 8, new[] { 0, 1 })]
    public void Render_GoldenGridsAndShifts_EqualsTheAuthorsMasks(string name, int height, int width, int grid, int[] indices)
    {
        var masks = new GoldenMasks(name, new TensorShape(3, height, width), new RiseOptions { GridHeight = grid, GridWidth = grid });
        Npy<float> expected = Npy<float>.Read($"rise/{name}_masks.npy");
        var mask = new float[height * width];
        for (int i = 0; i < indices.Length; i++)
        {
            masks.Render(indices[i], mask);

            Close.All<float>(expected.Values.AsSpan(i * mask.Length, mask.Length), mask, absolute: 1e-6);
        }
    }

    [TestMethod]
    [DataRow(TensorLayout.Nchw)]
    [DataRow(TensorLayout.Nhwc)]
    public void CreateWriter_EitherLayout_MultipliesEveryChannelByTheMask(TensorLayout layout)
    {
        var shape = new TensorShape(3, 128, 128, layout);
        var masks = new GoldenMasks("s7", shape, new RiseOptions());
        var expectedMask = new float[128 * 128];
        masks.Render(5, expectedMask);
        float[] input = [.. Enumerable.Range(0, shape.Length).Select(i => (i % 17) - 8f)];
        var tensor = new float[shape.Length];

        masks.CreateWriter(input, KnownBaselines.ModelZero)(5, tensor);

        for (int i = 0; i < tensor.Length; i++)
        {
            int pixel = layout == TensorLayout.Nchw ? i % (128 * 128) : i / 3;
            Assert.AreEqual(input[i] * expectedMask[pixel], tensor[i], 1e-6f);
        }
    }

    [TestMethod]
    [DataRow("s7", "one0", 7, new[] { 5, 11 }, 1e-6)]
    [DataRow("s8", "two0", 8, new[] { 11, 8 }, 3e-6)]
    public void Explain_GoldenMasksAndModel_EqualsTheAuthorsMap(string name, string scene, int grid, int[] classes, double tolerance)
    {
        using var scorer = new OnnxScorer(DemoModel.Path, new OnnxScorerOptions { OutputName = "logits", Sessions = 1 });
        RiseOptions options = Golden(grid);
        var explainer = new RiseExplainer(scorer, options, new GoldenMasks(name, scorer.InputShape, options));

        IReadOnlyList<SaliencyMap> maps = explainer.Explain(DemoModel.Input($"scenes/{scene}.png"), SaliencyTargets.Classes(classes));

        RequireEqual(name, maps, tolerance);
    }

    /// <summary>The arithmetic alone: the scores come from the file.</summary>
    [TestMethod]
    [DataRow("s7", 7, new[] { 5, 11 })]
    [DataRow("s8", 8, new[] { 11, 8 })]
    public void Map_GoldenMasksAndScores_EqualsTheAuthorsMap(string name, int grid, int[] classes)
    {
        Npy<float> scores = Npy<float>.Read($"rise/{name}_scores.npy");
        RiseOptions options = Golden(grid);
        var estimator = new ReferenceEstimator(
            new GoldenMasks(name, new TensorShape(3, 128, 128), options), options.Normalization, classCount: scores.Shape[1], classes);
        estimator.Add(0, scores.Values);

        RequireEqual(name, [.. classes.Select((k, t) => new SaliencyMap(128, 128, estimator.Estimate(t).Values, k, 0))], 1e-7);
    }

    private static RiseOptions Golden(int grid) => new()
    {
        Masks = 64,
        Estimation = RiseEstimation.Reference,
        GridHeight = grid,
        GridWidth = grid,
        Normalization = RiseNormalization.ExpectedMask,
    };

    private static void RequireEqual(string name, IReadOnlyList<SaliencyMap> maps, double tolerance)
    {
        double[] expected = name == "s7"
            ? Npy<double>.Read("rise/s7_saliency.npy").Values
            : Array.ConvertAll(Npy<float>.Read("rise/s8_saliency.npy").Values, value => (double)value);
        int length = maps[0].Values.Length;
        for (int t = 0; t < maps.Count; t++)
        {
            Close.All<double>(expected.AsSpan(t * length, length), maps[t].Values, absolute: tolerance);
        }
    }
}
