namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Whether the default estimator is unbiased and its error bars are right: maps of few masks against a map of many.</summary>
internal static class ErrorBarsBenchmark
{
    private const ulong LimitSeed = 1_000_003;
    private const int Limit = 64_000;

    public static void Run(Arguments arguments)
    {
        int maps = arguments.Number("maps") ?? 200, masks = arguments.Number("masks") ?? 500;
        int count = arguments.Number("count") ?? int.MaxValue;
        using var model = new FidelityModel(arguments);
        arguments.RequireAllRead();
        if (masks % 2 != 0)
        {
            throw new ArgumentException($"--masks must be even, since masks come in pairs, but was {masks}.");
        }

        ErrorBarsResult[] results = [.. model.Images.Take(count).Select(path => Measure(model, path, maps, masks))];
        Report.Write(
            arguments,
            $"{maps} maps of {masks} masks each, no mask twice, against the map of {Limit} others; the default estimator, without the " +
            "mean score, which is common to all pixels. Bias: the difference of the mean map and that one, in units of the standard " +
            "error that the difference has by chance, root mean square over the pixels; 1 is no bias. Error bars: the reported " +
            "standard error over the standard deviation between the maps, both as root mean squares over maps and pixels; 1 is right.",
            results,
            new Table(
                ["image", "bias, in standard errors", "error bars, reported / measured"],
                results.Select(result => new[] { result.Image, result.Bias.ToString("F2"), result.ReportedOverMeasured.ToString("F2") })));
    }

    private static ErrorBarsResult Measure(FidelityModel model, string path, int maps, int masks)
    {
        ClassifierInput input = model.Read(path);
        int target = model.Predict(input);
        RiseOptions options = new(), limitOptions = options with { Seed = LimitSeed };
        RiseMasks all = model.Masks(options, isPaired: true), limitMasks = model.Masks(limitOptions, isPaired: true);
        var features = new MaskFeatures(new AxisModes(all.Rows), new AxisModes(all.Columns), all);
        var scores = new KeptScores(model, input, options, all, target);

        (float[] limit, double[] limitVariance) = Map(
            limitMasks, new KeptScores(model, input, limitOptions, limitMasks, target).Take(0, Limit));

        var sums = new double[limit.Length];
        var squares = new double[limit.Length];
        double reported = 0;
        for (int map = 0; map < maps; map++)
        {
            int first = map * masks;
            (float[] values, double[] variance) = Map(
                new LaterMasks(model.Scorer.InputShape, options, first), scores.Take(first, masks));
            reported += variance.Average() / maps;
            for (int i = 0; i < values.Length; i++)
            {
                double difference = values[i] - limit[i];
                sums[i] += difference;
                squares[i] += difference * difference;
            }
        }

        double[] measured = [.. sums.Zip(squares, (sum, square) => (square - (sum * sum / maps)) / (maps - 1))];
        double bias = Math.Sqrt(
            Enumerable.Range(0, limit.Length).Average(i => Math.Pow(sums[i] / maps, 2) / ((measured[i] / maps) + limitVariance[i])));
        var result = new ErrorBarsResult(Path.GetFileName(path), target, bias, Math.Sqrt(reported / measured.Average()));
        Console.WriteLine(result);
        return result;

        (float[] Values, double[] Variance) Map(RiseMasks masks, ReadOnlySpan<float> scores)
        {
            var estimator = new RegressionEstimator(masks, features, RiseNormalization.Debiased, classCount: 1, [0]);
            estimator.Add(0, scores);
            RiseEstimate estimate = estimator.Estimate(0);
            return (estimate.Values, Array.ConvertAll(estimate.StandardErrors, error => (double)error * error));
        }
    }
}

/// <summary>What the maps of one image say of its predicted class.</summary>
/// <param name="Bias">Of the mean map, in standard errors, root mean square over the pixels.</param>
/// <param name="ReportedOverMeasured">The reported standard error over the measured one.</param>
internal sealed record ErrorBarsResult(string Image, int Target, double Bias, double ReportedOverMeasured);
