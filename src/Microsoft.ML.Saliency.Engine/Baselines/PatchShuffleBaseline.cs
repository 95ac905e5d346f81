namespace Microsoft.ML.Saliency;

/// <summary>The image's own patches, each whole, in random order.</summary>
internal sealed class PatchShuffleBaseline : PixelBaseline
{
    public PatchShuffleBaseline(int patch, ulong seed)
        : base(Text("patch-shuffle", patch, seed), BaselineVariation.Random)
    {
        if (patch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(patch), patch, $"The side of a patch must be at least 1 pixel, but was {patch}.");
        }

        (Patch, Seed) = (patch, seed);
    }

    public int Patch { get; }

    public ulong Seed { get; }

    internal override Baseline AddToSeed(ulong offset) => new PatchShuffleBaseline(Patch, Seed + offset);

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        int height = image.Shape.Height, width = image.Shape.Width;
        if ((long)(height / Patch) * (width / Patch) < 2)
        {
            throw new ArgumentException(
                $"Baseline '{Name}' must have patches of which at least two fit into the image of {height} x {width} pixels, " +
                $"but they are {Patch} x {Patch}. Use smaller patches.");
        }

        // Only patches of one size change places: the whole ones, those cut off at the right border, those cut off at the bottom.
        int[][] groups = [.. Corners(height, width)
            .GroupBy(corner => (Math.Min(Patch, height - corner.Y), Math.Min(Patch, width - corner.X)))
            .Select(group => group.Select(corner => (corner.Y * width) + corner.X).ToArray())];
        int[][] sources = [.. groups.Select(group => new int[group.Length])];
        return (index, _, planes) =>
        {
            var random = CounterRandom.ForImage(Seed, RandomStream.PatchShuffle, image.Identity, index);
            for (int g = 0; g < groups.Length; g++)
            {
                groups[g].CopyTo(sources[g], 0);
                random.Shuffle(sources[g]);
                for (int i = 0; i < groups[g].Length; i++)
                {
                    CopyPatch(image, sources[g][i], groups[g][i], planes);
                }
            }
        };
    }

    private IEnumerable<(int Y, int X)> Corners(int height, int width)
    {
        for (int y = 0; y < height; y += Patch)
        {
            for (int x = 0; x < width; x += Patch)
            {
                yield return (y, x);
            }
        }
    }

    private void CopyPatch(PixelImage image, int source, int target, Span<float> planes)
    {
        int width = image.Shape.Width;
        (int top, int left) = Math.DivRem(target, width);
        int rows = Math.Min(Patch, image.Shape.Height - top), columns = Math.Min(Patch, width - left);
        for (int first = 0; first < planes.Length; first += image.PixelCount)
        {
            for (int row = 0; row < rows; row++)
            {
                int offset = first + (row * width);
                image.Planes.AsSpan(offset + source, columns).CopyTo(planes[(offset + target)..]);
            }
        }
    }
}
