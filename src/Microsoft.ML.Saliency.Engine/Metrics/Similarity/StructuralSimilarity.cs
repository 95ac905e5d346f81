namespace Microsoft.ML.Saliency;

/// <summary>The arithmetic of <see cref="MapSimilarity.Ssim"/>: windows that lie wholly inside the map, in 64 bits.</summary>
internal static class StructuralSimilarity
{
    /// <param name="a">H x W values.</param>
    /// <param name="b">H x W values.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="options">Valid settings.</param>
    public static double Mean(double[] a, double[] b, int height, int width, SsimOptions options)
    {
        double[] weights = Weights(options);
        double[] Filtered(Func<int, double> value) => Filter(value, height, width, weights);
        double[] meanA = Filtered(i => a[i]), meanB = Filtered(i => b[i]);
        double[] squareA = Filtered(i => a[i] * a[i]), squareB = Filtered(i => b[i] * b[i]), product = Filtered(i => a[i] * b[i]);

        double range = options.DataRange ?? 1;
        double c1 = Math.Pow(options.K1 * range, 2), c2 = Math.Pow(options.K2 * range, 2);
        double pixels = (double)weights.Length * weights.Length;
        double factor = options.SampleCovariance ? pixels / (pixels - 1) : 1;
        double sum = 0;
        for (int i = 0; i < meanA.Length; i++)
        {
            double ma = meanA[i], mb = meanB[i];
            double varianceA = factor * (squareA[i] - (ma * ma)), varianceB = factor * (squareB[i] - (mb * mb));
            double covariance = factor * (product[i] - (ma * mb));
            sum += ((2 * ma * mb) + c1) * ((2 * covariance) + c2) / (((ma * ma) + (mb * mb) + c1) * (varianceA + varianceB + c2));
        }

        return sum / meanA.Length;
    }

    /// <summary>The window's weights along one axis, of sum 1; the window is their product over both axes.</summary>
    private static double[] Weights(SsimOptions options)
    {
        var weights = new double[options.WindowSize];
        int radius = options.WindowSize / 2;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = options.Sigma is { } sigma ? Math.Exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma)) : 1;
        }

        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    /// <summary>The weighted means over all windows inside H x W, first along the rows, then along the columns.</summary>
    private static double[] Filter(Func<int, double> value, int height, int width, double[] weights)
    {
        int columns = width - weights.Length + 1, rows = height - weights.Length + 1;
        var along = new double[height * columns];
        var line = new double[width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                line[x] = value((y * width) + x);
            }

            for (int x = 0; x < columns; x++)
            {
                double sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * line[x + k];
                }

                along[(y * columns) + x] = sum;
            }
        }

        var filtered = new double[rows * columns];
        for (int i = 0; i < filtered.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                sum += weights[k] * along[i + (k * columns)];
            }

            filtered[i] = sum;
        }

        return filtered;
    }
}
