namespace Microsoft.ML.Saliency;

/// <summary>Normal noise around the image or around one color, limited to 0..255.</summary>
internal sealed class GaussianNoiseBaseline : PixelBaseline
{
    /// <param name="std">Standard deviation.</param>
    /// <param name="mean">The mean; null for the image.</param>
    /// <param name="seed">Seed.</param>
    public GaussianNoiseBaseline(double std, ChannelValues? mean, ulong seed)
        : base(
            mean is { } c ? Text("gaussian-noise", std, seed, c.Red, c.Green, c.Blue) : Text("gaussian-noise", std, seed),
            BaselineVariation.Random)
    {
        if (!(std > 0 && double.IsFinite(std)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(std), std, $"The standard deviation of Gaussian noise must be greater than 0 and finite, but was {std}.");
        }

        if (mean is { } color)
        {
            ColorBaseline.Require(color);
        }

        (Std, Mean, Seed) = (std, mean, seed);
    }

    public double Std { get; }

    public ChannelValues? Mean { get; }

    public ulong Seed { get; }

    internal override Baseline AddToSeed(ulong offset) => new GaussianNoiseBaseline(Std, Mean, Seed + offset);

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        float[] means = image.Planes;
        if (Mean is { } color)
        {
            means = new float[image.Shape.Length];
            for (int plane = 0; plane < image.Shape.Channels; plane++)
            {
                image.Plane(means, plane).Fill(image.ValueOf(color, plane));
            }
        }

        return (index, _, planes) =>
        {
            var random = CounterRandom.ForImage(Seed, RandomStream.GaussianNoise, image.Identity, index);
            for (int i = 0; i < planes.Length; i++)
            {
                planes[i] = (float)Math.Clamp(means[i] + (Std * random.NextGaussian()), 0, 255);
            }
        };
    }
}
