namespace Microsoft.ML.Saliency.Tests;

/// <summary>Simulated scores of metrics.</summary>
internal static class Simulated
{
    /// <summary>I x M: method m has the quality spread x m; every image adds its own difficulty and noise.</summary>
    public static double[,] Scores(Random random, int images, int methods, double spread)
    {
        var scores = new double[images, methods];
        for (int image = 0; image < images; image++)
        {
            double difficulty = Normal(random);
            for (int method = 0; method < methods; method++)
            {
                scores[image, method] = difficulty + (spread * method) + Normal(random);
            }
        }

        return scores;
    }

    /// <summary>A standard normal number (Box and Muller, 1958).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
