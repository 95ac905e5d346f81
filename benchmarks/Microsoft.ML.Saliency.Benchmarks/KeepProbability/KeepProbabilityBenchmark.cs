using KeepProbabilityOption = Microsoft.ML.Saliency.KeepProbability;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Maps whose keep probability was chosen for the image, against maps with 0.5, for the same number of passes.</summary>
internal static class KeepProbabilityBenchmark
{
    public static void Run(Arguments arguments)
    {
        int passes = arguments.Number("passes") ?? 2000, count = arguments.Number("count") ?? int.MaxValue;
        using var model = new FidelityModel(arguments);
        arguments.RequireAllRead();
        if (passes <= KeepProbabilitySearch.Passes)
        {
            throw new ArgumentException(
                $"--passes must be more than the {KeepProbabilitySearch.Passes} passes of the search, but was {passes}.");
        }

        KeepProbabilityResult[] results = [.. model.Images.Take(count).Select(path => Measure(model, path, passes))];
        Report.Write(
            arguments,
            $"`KeepProbability.Auto` against 0.5, {passes} passes each, of which the search takes {KeepProbabilitySearch.Passes}. The " +
            "fidelities are the maps' own estimates (`SamplingError.Fidelity`), " +
            "each with regard to the limit for its own probability; the last column compares the two maps.",
            results,
            new Table(
                ["image", "chosen", "fidelity with 0.5", "fidelity with the chosen one", "rank correlation of the two maps"],
                results.Select(result => new[]
                {
                    result.Image,
                    $"{result.Chosen:F1}", $"{result.FidelityOfHalf:F3}", $"{result.FidelityOfChosen:F3}", $"{result.Similarity:F3}",
                })));
    }

    private static KeepProbabilityResult Measure(FidelityModel model, string path, int passes)
    {
        ClassifierInput input = model.Read(path);
        SaliencyMap half = new RiseExplainer(model.Scorer, new RiseOptions { Masks = passes }).Explain(input)[0];
        var auto = new RiseOptions { Masks = passes - KeepProbabilitySearch.Passes, KeepProbability = KeepProbabilityOption.Auto };
        SaliencyMap chosen = new RiseExplainer(model.Scorer, auto).Explain(input)[0];
        var result = new KeepProbabilityResult(
            Path.GetFileName(path), half.Target, chosen.SamplingError!.KeepProbability,
            half.SamplingError!.Fidelity, chosen.SamplingError.Fidelity, MapSimilarity.Spearman(half, chosen));
        Console.WriteLine(result);
        return result;
    }
}

/// <summary>What choosing the keep probability did for one image.</summary>
internal sealed record KeepProbabilityResult(
    string Image, int Target, double Chosen, double FidelityOfHalf, double FidelityOfChosen, double Similarity);
