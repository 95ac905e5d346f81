namespace Microsoft.ML.Saliency.Tests;

/// <summary>The shape from an estimator's GetOutputSchema equals the shape that ML.NET creates for the transformed schema, in kinds, item
/// types, keys and annotations of every column.</summary>
[TestClass]
public sealed class SchemaPropagationTests
{
    private static readonly ClassLabels Labels = new(["first", "last"]);
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    [DynamicData(nameof(Saliency))]
    public void GetOutputSchema_Saliency_IsTheTransformersSchema(string targets, bool isLabeled)
    {
        Check(Rise(targets, isLabeled), Pixels());
        Check(Occlusion(targets, isLabeled), Pixels());
    }

    [TestMethod]
    [DynamicData(nameof(Saliency))]
    public void GetOutputSchema_PerturbationCurve_IsTheTransformersSchema(string targets, bool isLabeled)
    {
        IDataView explained = Rise(targets, isLabeled).Fit(Pixels()).Transform(Pixels());

        Check(_mlContext.Saliency().PerturbationCurve("Morf", "Pixels", "Saliency", TestPipeline.Scorer()), explained);
    }

    /// <summary>Maps without a dimension for their number, with a vector of one target; and the other way round.</summary>
    [TestMethod]
    public void GetOutputSchema_PerturbationCurveOfOneMap_FollowsTheTargetColumn()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(Array.Empty<OneMapRow>());
        foreach (string map in new[] { "Plain", "Deep" })
        {
            Check(_mlContext.Saliency().PerturbationCurve("Morf", "Pixels", map, TestPipeline.Scorer()), data);
        }
    }

    [TestMethod]
    public void GetOutputSchema_Heatmap_IsTheTransformersSchema()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(Array.Empty<PictureRow>());

        var options = new HeatmapOptions { Preprocessing = KnownPreprocessing.ZeroToOne };

        Check(_mlContext.Saliency().Heatmap("Heatmap", "Image", "Map", options), data);
        Check(_mlContext.Saliency().Heatmap("Image", "Image", "Map", options), data);
    }

    /// <summary>Columns of other types pass with their keys and annotations; a column of the output's name is replaced.</summary>
    [TestMethod]
    public void GetOutputSchema_KeysAndAnnotationsOfTheInput_Pass()
    {
        IDataView twice = Rise("all", isLabeled: true).Fit(Pixels()).Transform(Pixels());
        Check(Rise("top 2", isLabeled: true), twice);

        IDataView keys = _mlContext.Data.LoadFromEnumerable(Array.Empty<KeyRow>());
        Check(Rise("predicted", isLabeled: true), keys);
        Assert.IsTrue(
            Rise("predicted", isLabeled: true).GetOutputSchema(SchemaShapes.Of(keys.Schema)).Single(column => column.Name == "Key").IsKey);
    }

    public static IEnumerable<object[]> Saliency() =>
        from targets in new[] { "predicted", "top 2", "classes", "all" }
        from isLabeled in new[] { false, true }
        select new object[] { targets, isLabeled };

    private static void Check<TTransformer>(IEstimator<TTransformer> estimator, IDataView data)
        where TTransformer : class, ITransformer
    {
        SchemaShape announced = estimator.GetOutputSchema(SchemaShapes.Of(data.Schema));
        SchemaShape given = SchemaShapes.Of(estimator.Fit(data).GetOutputSchema(data.Schema));

        CollectionAssert.AreEqual(Lines(given), Lines(announced));
    }

    internal static string[] Lines(SchemaShape shape) => [.. shape.Select(Line).Order(StringComparer.Ordinal)];

    private static string Line(SchemaShape.Column column) =>
        $"{column.Name}: {column.Kind} of {column.ItemType}, key {column.IsKey}, [{string.Join("; ", column.Annotations.Select(Line))}]";

    private RiseSaliencyEstimator Rise(string targets, bool isLabeled)
    {
        RiseSaliencyOptions options = TestPipeline.RiseSaliency with { Targets = Targets(targets), Labels = isLabeled ? Labels : null };
        return _mlContext.Saliency().Rise("Saliency", "Pixels", TestPipeline.Scorer(), options);
    }

    private OcclusionSaliencyEstimator Occlusion(string targets, bool isLabeled) => _mlContext.Saliency().Occlusion(
        "Saliency", "Pixels", TestPipeline.Scorer(), new OcclusionSaliencyOptions
        {
            Occlusion = new OcclusionOptions { PatchHeight = 2, PatchWidth = 2, VerticalStride = 1, HorizontalStride = 1 },
            Targets = Targets(targets),
            Labels = isLabeled ? Labels : null,
        });

    private static SaliencyTargets Targets(string name) => name switch
    {
        "predicted" => SaliencyTargets.Predicted,
        "top 2" => SaliencyTargets.Top(2),
        "classes" => SaliencyTargets.Classes(1),
        _ => SaliencyTargets.All,
    };

    private IDataView Pixels() => _mlContext.Data.LoadFromEnumerable(Array.Empty<VectorRow>());

    private sealed class OneMapRow
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = [];
        [VectorType(4, 4)]
        public float[] Plain { get; set; } = [];
        [VectorType(1)]
        public int[] PlainTarget { get; set; } = [];
        [VectorType(1, 4, 4)]
        public float[] Deep { get; set; } = [];
        public int DeepTarget { get; set; }
    }

    private sealed class PictureRow
    {
        [ImageType(8, 6)]
        public MLImage? Image { get; set; }
        [VectorType(2, 4, 3)]
        public float[] Map { get; set; } = [];
    }

    private sealed class KeyRow
    {
        [VectorType(16)]
        public float[] Pixels { get; set; } = [];
        [KeyType(5)]
        public uint Key { get; set; }
        public string Saliency { get; set; } = "";
    }
}
