using Microsoft.ML.Data;
using PlainLoad;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>One row with a vector and an image, and a folder for files.</summary>
public abstract class SceneTests : IDisposable
{
    private readonly MLImage _image = Scene.CreateImage();

    private protected SceneTests() => Data = MLContext.Data.LoadFromEnumerable([new Scene { Pixels = Scene.CreatePixels(), Image = _image }]);

    private protected static TensorShape Shape { get; } = new(3, 8, 8);

    private protected MLContext MLContext { get; } = new(seed: 1);

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("saliency").FullName;

    private protected MLImage Image => _image;

    private protected IDataView Data { get; }

    public void Dispose()
    {
        _image.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
