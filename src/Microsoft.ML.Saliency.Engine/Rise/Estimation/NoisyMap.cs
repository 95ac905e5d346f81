namespace Microsoft.ML.Saliency;

/// <summary>A map on a lattice of pixels, with draws of noise like its own: its rank correlation with what it would be without
/// noise.</summary>
/// <param name="values">The map's values.</param>
/// <param name="noise">Draws of its noise.</param>
internal sealed class NoisyMap(double[] values, double[][] noise)
{
    // Noisy copies by which a simulated map is judged, of the draws.
    private const int Copies = 4;

    // In standard deviations. A stopping rule looks a dozen times and stops at the first that will do, so a bound that one case in ten lies
    // below would be passed too early too often; what this one keeps was measured (docs/estimation.md).
    public const double Caution = 2.5;

    private readonly double _deviation = Math.Sqrt(noise.Average(SpatialVariance));

    /// <summary>The expected rank correlation: that of a denoised copy with noisy copies of it.</summary>
    public double Fidelity()
    {
        (double[] clean, double[] ranks) = Denoise(values);
        return Math.Max(0, noise.Average(draw => Correlate(ranks, Noisy(clean, draw))));
    }

    /// <summary>A cautious bound: <see cref="Caution"/> standard deviations of the estimate's own error below it.</summary>
    public double LowerBound()
    {
        (double[] clean, double[] ranks) = Denoise(values);
        double[][] copies = [.. noise.Select(draw => Noisy(clean, draw))];
        double[] fidelities = [.. copies.Select(copy => Correlate(ranks, copy))];

        // The map without noise is not known, but one like it has been made. For that one all is known: noisy copies of it have a true
        // fidelity, and one that is estimated from each copy alone. How far these differ is how far the estimate for the map itself may be
        // wrong.
        double[] errors = [.. copies.Select((copy, draw) => FidelityOf(copy, draw + 1) - fidelities[draw])];
        double bias = errors.Average();
        double spread = Math.Sqrt(errors.Sum(error => (error - bias) * (error - bias)) / (errors.Length - 1));
        return Math.Max(0, fidelities.Average() - Math.Max(0, bias) - (Caution * spread));
    }

    /// <summary>The expected rank correlation of another map with the same noise, by a few of the draws.</summary>
    private double FidelityOf(double[] map, int firstDraw)
    {
        (double[] clean, double[] ranks) = Denoise(map);
        return Enumerable.Range(firstDraw, Copies).Average(draw => Correlate(ranks, Noisy(clean, noise[draw % noise.Length])));
    }

    private (double[] Clean, double[] Ranks) Denoise(double[] map)
    {
        double[] clean = Deconvolution.Sharpen(map, _deviation);
        return (clean, Ranks.Average(clean));
    }

    private static double[] Noisy(double[] clean, double[] draw)
    {
        var noisy = new double[clean.Length];
        TensorPrimitives.Add(clean, draw, noisy);
        return noisy;
    }

    /// <summary>How much a field varies over the pixels: what is common to all of them changes no rank.</summary>
    private static double SpatialVariance(double[] field)
    {
        double mean = field.Average();
        return field.Average(value => (value - mean) * (value - mean));
    }

    /// <summary>Pearson's correlation of ranks; 0 for a map of one pixel, which has no order.</summary>
    private static double Correlate(double[] ranks, double[] map)
    {
        double correlation = Correlation.Pearson(ranks, Ranks.Average(map));
        return double.IsNaN(correlation) ? 0 : correlation;
    }
}
