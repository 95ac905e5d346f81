namespace Microsoft.ML.Saliency;

/// <summary>Every value of every pixel uniform in [0, 255).</summary>
internal sealed class UniformNoiseBaseline(ulong seed) : PixelBaseline($"uniform noise (seed {seed})", BaselineVariation.Random)
{
    public ulong Seed => seed;

    protected override PixelWriter CreatePixelWriter(PixelImage image) => (index, _, planes) =>
    {
        var random = CounterRandom.ForImage(seed, RandomStream.UniformNoise, image.Identity, index);
        foreach (ref float value in planes)
        {
            value = 255 * random.NextSingle();
        }
    };
}
