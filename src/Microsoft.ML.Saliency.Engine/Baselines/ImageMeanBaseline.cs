namespace Microsoft.ML.Saliency;

/// <summary>The image's own mean color everywhere.</summary>
internal sealed class ImageMeanBaseline() : PixelBaseline("image-mean", BaselineVariation.Fixed)
{
    protected override PixelWriter CreatePixelWriter(PixelImage image) => (_, _, planes) =>
    {
        for (int plane = 0; plane < image.Shape.Channels; plane++)
        {
            image.Plane(planes, plane).Fill(TensorPlanes.Mean(image.Plane(image.Planes, plane)));
        }
    };
}
