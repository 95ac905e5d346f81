namespace Microsoft.ML.Saliency;

/// <summary>Weights of one-dimensional filters, symmetric, their sum 1.</summary>
internal static class FilterTaps
{
    /// <summary>exp(-k^2 / (2 sigma^2)) for |k| up to 4 sigma, rounded, divided by their sum: SciPy's <c>gaussian_filter</c> with its
    /// default truncation.</summary>
    public static double[] Gaussian(double sigma)
    {
        if (!(sigma > 0 && sigma <= 1000))
        {
            throw new ArgumentOutOfRangeException(
                nameof(sigma),
                sigma,
                $"The standard deviation of a Gaussian blur must be greater than 0 and at most 1000 pixels, but was {sigma}.");
        }

        int radius = (int)((4 * sigma) + 0.5);
        var taps = new double[(2 * radius) + 1];
        for (int i = 0; i < taps.Length; i++)
        {
            taps[i] = Math.Exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma));
        }

        double sum = taps.Sum();
        return Array.ConvertAll(taps, tap => tap / sum);
    }

    /// <summary>Equal weights.</summary>
    public static double[] Box(int size)
    {
        RequireOdd(size);
        var taps = new double[size];
        Array.Fill(taps, 1.0 / size);
        return taps;
    }

    /// <summary>A Gaussian's response, over <paramref name="size"/> samples, to a 1 in their middle, with what would lie beyond the ends
    /// reflected back. RISE's kernel (<c>gkern</c>) is the outer product of two such rows, since the Gaussian separates.</summary>
    public static double[] FoldedGaussian(int size, double sigma)
    {
        RequireOdd(size);
        double[] gaussian = Gaussian(sigma);
        int radius = gaussian.Length / 2;
        var taps = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int k = -radius; k <= radius; k++)
            {
                taps[i] += SeparableFilter.Reflect(i + k, size) == size / 2 ? gaussian[k + radius] : 0;
            }
        }

        return taps;
    }

    private static void RequireOdd(int size)
    {
        if (size < 1 || size > 9999 || size % 2 == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(size), size, $"The size of a blur must be an odd number of pixels from 1 to 9999, but was {size}.");
        }
    }
}
