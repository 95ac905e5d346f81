namespace Microsoft.ML.Saliency;

/// <summary>The image's own patches, each whole, in random order.</summary>
internal sealed class PatchShuffleBaseline : PixelBaseline
{
    private readonly int _patch;
    private readonly ulong _seed;

    public PatchShuffleBaseline(int patch, ulong seed)
        : base($"patch shuffle (patch {patch}, seed {seed})", BaselineVariation.Random)
    {
        if (patch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(patch), patch, "A patch must have at least 1 pixel a side.");
        }

        (_patch, _seed) = (patch, seed);
    }

    protected override PixelWriter CreatePixelWriter(PixelImage image)
    {
        int height = image.Shape.Height, width = image.Shape.Width;
        if ((long)(height / _patch) * (width / _patch) < 2)
        {
            throw new ArgumentException(
                $"Expected were patches of which at least two fit into the image of {height} x {width} pixels; given were patches of {_patch} x {_patch}.");
        }

        // Only patches of one size change places: the whole ones, those cut off at the right border, those cut off at the bottom.
        int[][] groups = [.. Corners(height, width)
            .GroupBy(corner => (Math.Min(_patch, height - corner.Y), Math.Min(_patch, width - corner.X)))
            .Select(group => group.Select(corner => (corner.Y * width) + corner.X).ToArray())];
        int[][] sources = [.. groups.Select(group => new int[group.Length])];
        return (index, _, planes) =>
        {
            var random = CounterRandom.ForImage(_seed, RandomStream.PatchShuffle, image.Identity, index);
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
        for (int y = 0; y < height; y += _patch)
        {
            for (int x = 0; x < width; x += _patch)
            {
                yield return (y, x);
            }
        }
    }

    private void CopyPatch(PixelImage image, int source, int target, Span<float> planes)
    {
        int width = image.Shape.Width;
        (int top, int left) = Math.DivRem(target, width);
        int rows = Math.Min(_patch, image.Shape.Height - top), columns = Math.Min(_patch, width - left);
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
