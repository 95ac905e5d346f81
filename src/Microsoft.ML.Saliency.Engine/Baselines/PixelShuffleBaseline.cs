namespace Microsoft.ML.Saliency;

/// <summary>The image's own pixels in random order; a pixel's colors stay together.</summary>
internal sealed class PixelShuffleBaseline(ulong seed) : PixelBaseline(Text("pixel-shuffle", seed), BaselineVariation.Random)
{
    public ulong Seed => seed;

    internal override Baseline AddToSeed(ulong offset) => new PixelShuffleBaseline(seed + offset);

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        var order = new int[image.PixelCount];
        return (index, _, planes) =>
        {
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            var random = CounterRandom.ForImage(seed, RandomStream.PixelShuffle, image.Identity, index);
            random.Shuffle(order);
            for (int first = 0; first < planes.Length; first += order.Length)
            {
                for (int i = 0; i < order.Length; i++)
                {
                    planes[first + i] = image.Planes[first + order[i]];
                }
            }
        };
    }
}
