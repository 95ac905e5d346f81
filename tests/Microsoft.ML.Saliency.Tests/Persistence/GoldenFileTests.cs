using System.Globalization;
using Microsoft.ML.Data;
using OnnxModels;
using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Files that earlier versions saved keep loading: see README.md beside them.</summary>
[TestClass]
[RealMLNet]
[TestCategory("RealMLNet")]
public sealed class GoldenFileTests : IDisposable
{
    private static readonly TensorShape Shape = new(3, 8, 8);

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("saliency").FullName;
    private readonly MLImage _image = Scene.CreateImage();
    private readonly IDataView _data;

    public GoldenFileTests() => _data = _mlContext.Data.LoadFromEnumerable([new Scene { Pixels = Scene.CreatePixels(), Image = _image }]);

    public void Dispose()
    {
        _image.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    [DataRow("version-1")]
    public void Load_GoldenFile_GivesTheValuesOfThen(string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Persistence", name);

        RequireEqual(File.ReadAllLines(file + ".txt"), _mlContext.Model.Load(file + ".zip", out _));
        RequireEqual(File.ReadAllLines(file + ".txt"), _mlContext.Saliency().Load(file + ".zip", out _));
    }

    /// <summary>The pipeline of which the golden files are, saved today.</summary>
    [TestMethod]
    public void Save_TheSamePipelineToday_HasTheGoldenValues()
    {
        string saved = Path.Combine(_folder, "today.zip");
        using var model = Pipeline().Fit(_data);
        _mlContext.Model.Save(model, _data.Schema, saved);

        RequireEqual(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Persistence", "version-1.txt")), _mlContext.Model.Load(saved, out _));
    }

    /// <summary>Each transformer, vectors and images, several targets and one, and every kind of baseline among the candidates.</summary>
    private EstimatorChain<PerturbationCurveTransformer> Pipeline()
    {
        string onnx = Path.Combine(_folder, "linear.onnx");
        float[][] weights = [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, Shape.Length).Select(i => MathF.Cos((k + 1) * i) / 10).ToArray())];
        File.WriteAllBytes(onnx, TestModels.Linear(Shape, weights, output: ModelOutput.Softmax));
        SaliencyCatalog saliency = _mlContext.Saliency();
        return _mlContext.Transforms.CopyColumns("Copy", "Pixels")
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
                    KnownBaselines.ModelZero, KnownBaselines.Gray, KnownBaselines.ImageMean, KnownBaselines.DataSetMean(new float[Shape.Length], Shape),
                    KnownBaselines.FromImage(new RgbImage(8, 8)), KnownBaselines.GaussianBlur(2.5), KnownBaselines.BoxBlur(3), KnownBaselines.RiseBlur(),
                    KnownBaselines.UniformNoise(1), KnownBaselines.GaussianNoise(20), KnownBaselines.PixelShuffle(2), KnownBaselines.PatchShuffle(2, 3),
                    KnownBaselines.NoisyLinearImputation(),
                ]),
            }))
            .Append(saliency.PerturbationCurve("Lerf", "Image", "Occlusion", onnx, new PerturbationCurveEstimatorOptions
            {
                Curve = KnownPerturbationCurves.Insertion with { Order = PerturbationOrder.LeastRelevantFirst, Steps = PerturbationSteps.Regions(2, 3) },
            }));
    }

    private void RequireEqual(string[] expected, ITransformer loaded)
    {
        Row row = _mlContext.Data.CreateEnumerable<Row>(loaded.Transform(_data), reuseRowObject: false).Single();
        float[] values = [.. row.Rise, .. row.RiseScore, .. row.Morf, .. row.MorfAuc, .. row.Occlusion, row.OcclusionScore, .. row.Lerf, row.LerfAuc];

        Assert.HasCount(expected.Length, values);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.AreEqual(float.Parse(expected[i], CultureInfo.InvariantCulture), values[i], 1e-5f);
        }
    }

    private sealed class Row
    {
        public float[] Rise { get; set; } = [];

        public float[] RiseScore { get; set; } = [];

        public float[] Morf { get; set; } = [];

        public float[] MorfAuc { get; set; } = [];

        public float[] Occlusion { get; set; } = [];

        public float OcclusionScore { get; set; }

        public float[] Lerf { get; set; } = [];

        public float LerfAuc { get; set; }
    }
}
