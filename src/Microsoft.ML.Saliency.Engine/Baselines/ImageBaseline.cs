namespace Microsoft.ML.Saliency;

/// <summary>A given image, which goes the way of the images that are explained: resized and cropped by their preprocessing.</summary>
internal sealed class ImageBaseline(string name, RgbImage picture) : PixelBaseline(name, BaselineVariation.Fixed)
{
    public RgbImage Picture => picture;

    protected override PixelWriter CreatePixelWriter(PixelImage image) => (_, _, planes) =>
    {
        var tensor = new float[image.Shape.Length];
        image.Preprocessing.Apply(picture, image.Shape, tensor);
        new PixelSpace(image.Preprocessing, image.Shape).ToPixels(tensor, planes);
    };
}
