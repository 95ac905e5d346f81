namespace Microsoft.ML.Saliency;

/// <summary>Every value of every pixel uniform in [0, 255).</summary>
internal sealed class UniformNoiseBaseline(ulong seed) : PixelBaseline(Text("uniform-noise", seed), BaselineVariation.Random)
{
    public ulong Seed => seed;

    internal override Baseline AddToSeed(ulong offset) => new UniformNoiseBaseline(seed + offset);

    protected override PixelWriter CreatePixelWriter(PixelImage image) => (index, _, planes) =>
    {
        var random = CounterRandom.ForImage(seed, RandomStream.UniformNoise, image.Identity, index);
        foreach (ref float value in planes)
        {
            value = 255 * random.NextSingle();
        }
    };
}
