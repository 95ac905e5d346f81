namespace Microsoft.ML.Saliency;

/// <summary>Removes Gaussian noise of known size from the distribution of values: nonparametric maximum likelihood by EM (Kiefer and
/// Wolfowitz, 1956; Laird, JASA 1978), stopped early, which keeps the distribution smooth.</summary>
internal static class Deconvolution
{
    private const int Levels = 128;
    private const int Iterations = 30;

    /// <summary>The values in their order, spread as they would be without the noise.</summary>
    /// <param name="values">Noisy values.</param>
    /// <param name="deviation">The noise's standard deviation, above 0.</param>
    public static double[] Sharpen(double[] values, double deviation)
    {
        // Levels among which the values are spread: quantiles, so that they lie close where the values do. They stand for the values too.
        double[] sorted = [.. values.Order()];
        int count = Math.Min(Levels, sorted.Length);
        double[] levels = [.. Enumerable.Range(0, count).Select(i => Quantile(sorted, (i + 0.5) / count))];
        double[] shares = Shares(levels, deviation);

        // A level's share of the values lies around it; the value of a given rank is where the shares below add up to it.
        var middles = new double[levels.Length];
        double below = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            middles[i] = below + (shares[i] / 2);
            below += shares[i];
        }

        double[] ranks = Ranks.Average(values);
        return Array.ConvertAll(ranks, rank => Interpolate(middles, levels, (rank - 0.5) / values.Length));
    }

    /// <summary>The share of the noiseless values at each level.</summary>
    private static double[] Shares(double[] levels, double deviation)
    {
        int count = levels.Length;
        var likelihoods = new double[count][];
        for (int i = 0; i < count; i++)
        {
            likelihoods[i] = Array.ConvertAll(levels, level => Math.Exp(-0.5 * Math.Pow((levels[i] - level) / deviation, 2)));
        }

        double[] shares = [.. Enumerable.Repeat(1.0 / count, count)];
        var responsibilities = new double[count];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Array.Clear(responsibilities);
            foreach (double[] likelihood in likelihoods)
            {
                double weight = 1 / (TensorPrimitives.Dot<double>(likelihood, shares) * count);
                TensorPrimitives.MultiplyAdd(likelihood, weight, responsibilities, responsibilities);
            }

            TensorPrimitives.Multiply(shares, responsibilities, shares);
        }

        return shares;
    }

    private static double Quantile(double[] sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int low = (int)position;
        return sorted[low] + ((position - low) * (sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low]));
    }

    private static double Interpolate(double[] positions, double[] values, double position)
    {
        int high = Array.FindIndex(positions, candidate => candidate >= position);
        if (high <= 0)
        {
            return high < 0 ? values[^1] : values[0];
        }

        double width = positions[high] - positions[high - 1];
        double share = width > 0 ? (position - positions[high - 1]) / width : 1;
        return values[high - 1] + (share * (values[high] - values[high - 1]));
    }
}
