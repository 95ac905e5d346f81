namespace Microsoft.ML.Saliency;

/// <summary>The image blurred in pixel space; each row and column continues beyond the border by its reflection.</summary>
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

/// <summary>A blur whose weights fall off as a Gaussian.</summary>
internal sealed class GaussianBlurBaseline(double sigma) : BlurBaseline(Text("gaussian-blur", sigma), FilterTaps.Gaussian(sigma))
{
    public double Sigma => sigma;
}

/// <summary>The mean over a square.</summary>
internal sealed class BoxBlurBaseline(int size) : BlurBaseline(Text("box-blur", size), FilterTaps.Box(size))
{
    public int Size => size;
}
