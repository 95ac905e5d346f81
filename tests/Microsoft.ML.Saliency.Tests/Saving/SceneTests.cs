using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>One row with a vector and an image.</summary>
public abstract class SceneTests : FolderTests
{
    private protected SceneTests() =>
        Data = MLContext.Data.LoadFromEnumerable([new Scene { Pixels = Scene.CreatePixels(), Image = Image }]);

    private protected static TensorShape Shape { get; } = new(3, 8, 8);

    private protected static PerturbationCurveOptions Lerf { get; } = KnownPerturbationCurves.Insertion with
    {
        Order = PerturbationOrder.LeastRelevantFirst,
        Steps = PerturbationSteps.Regions(2, 3),
    };

    private protected MLImage Image { get; } = Scene.CreateImage();
    private protected IDataView Data { get; }

    public override void Dispose()
    {
        Image.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
