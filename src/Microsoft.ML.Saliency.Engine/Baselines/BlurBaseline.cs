namespace Microsoft.ML.Saliency;

/// <summary>The image blurred in pixel space; each row and column goes on beyond the border by its reflection.</summary>
internal abstract class BlurBaseline(string name, double[] taps) : PixelBaseline(name, BaselineVariation.Fixed)
{
    protected override PixelWriter CreatePixelWriter(PixelImage image) => (_, _, planes) =>
    {
        var filter = new SeparableFilter(taps, BorderMode.Reflect, image.Shape.Height, image.Shape.Width);
        for (int plane = 0; plane < image.Shape.Channels; plane++)
        {
            filter.Apply(image.Plane(image.Planes, plane), image.Plane(planes, plane));
        }
    };
}
