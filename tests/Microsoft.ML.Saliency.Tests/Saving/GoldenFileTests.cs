using System.Globalization;
using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Files that earlier versions saved keep loading: see README.md beside them.</summary>
[TestClass]
public sealed class GoldenFileTests : SceneTests
{
    [TestMethod, TestCategory("Slow")]
    [DataRow("version-1")]
    [DataRow("version-2")]
    public void Load_GoldenFile_GivesTheValuesOfThen(string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Saving", name);

        RequireEqual(File.ReadAllLines(file + ".txt"), MLContext.Model.Load(file + ".zip", out _));
        RequireEqual(File.ReadAllLines(file + ".txt"), MLContext.Saliency().Load(file + ".zip", out _));
    }

    /// <summary>The pipeline of which the golden files are, saved today.</summary>
    [TestMethod, TestCategory("Slow")]
    public void Save_TheSamePipelineToday_HasTheGoldenValues()
    {
        string saved = Path.Combine(Folder, "today.zip");
        using var model = Pipeline().Fit(Data);
        MLContext.Model.Save(model, Data.Schema, saved);

        RequireEqual(
            File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Saving", "version-2.txt")), MLContext.Model.Load(saved, out _));
    }

    /// <summary>Each transformer, vectors and images, several targets and one, and every kind of baseline among the candidates.</summary>
    private EstimatorChain<PerturbationCurveTransformer> Pipeline()
    {
        string onnx = Path.Combine(Folder, "linear.onnx");
        float[][] weights =
            [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, Shape.Length).Select(i => MathF.Cos((k + 1) * i) / 10).ToArray())];
        File.WriteAllBytes(onnx, TestModels.Linear(Shape, weights, output: ModelOutput.Softmax));
        SaliencyCatalog saliency = MLContext.Saliency();
        return MLContext.Transforms.CopyColumns("Copy", "Pixels")
            .Append(saliency.Rise("Rise", "Copy", onnx, new RiseSaliencyOptions
            {
                Rise = new RiseOptions { Masks = 30, GridHeight = 3, GridWidth = 4, Seed = 5, KeepProbability = 0.4 },
                Targets = SaliencyTargets.Top(2),
                Preprocessing = KnownPreprocessing.ZeroToOne,
            }))
            .Append(saliency.PerturbationCurve("Morf", "Copy", "Rise", onnx, new PerturbationCurveEstimatorOptions
            {
                Curve = new PerturbationCurveOptions { Steps = PerturbationSteps.Equal(5), Baseline = KnownBaselines.ModelConstant(0.1f) },
            }))
            .Append(saliency.Occlusion("Occlusion", "Image", onnx, new OcclusionSaliencyOptions
            {
                Occlusion = new OcclusionOptions { PatchHeight = 3 },
                Preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact },
                FitBaseline = BaselineFit.MostNeutral(
                [
                    KnownBaselines.ModelZero, KnownBaselines.Gray, KnownBaselines.ImageMean,
                    KnownBaselines.DataSetMean(new float[Shape.Length], Shape), KnownBaselines.FromImage(new RgbImage(8, 8)),
                    KnownBaselines.GaussianBlur(2.5), KnownBaselines.BoxBlur(3), KnownBaselines.RiseBlur(),
                    KnownBaselines.UniformNoise(1), KnownBaselines.GaussianNoise(20), KnownBaselines.PixelShuffle(2),
                    KnownBaselines.PatchShuffle(2, 3), KnownBaselines.NoisyLinearImputation(),
                ]),
            }))
            .Append(saliency.PerturbationCurve("Lerf", "Image", "Occlusion", onnx, new PerturbationCurveEstimatorOptions
            {
                Curve = Lerf,
            }));
    }

    private void RequireEqual(string[] expected, ITransformer loaded)
    {
        string[] columns = ["Rise", "RiseScore", "Morf", "MorfAuc", "Occlusion", "OcclusionScore", "Lerf", "LerfAuc"];
        IDataView view = loaded.Transform(Data);
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();
        string[] texts = RowValues.Reader(cursor, columns)().Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        float[] values = Array.ConvertAll(texts, float.Parse);

        Assert.HasCount(expected.Length, values);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(float.Parse(expected[i], CultureInfo.InvariantCulture), values[i], 1e-5f);
        }
    }
}
