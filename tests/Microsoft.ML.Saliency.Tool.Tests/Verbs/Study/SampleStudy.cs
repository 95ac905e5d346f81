namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>A study with given figures, that nothing was computed for.</summary>
internal static class SampleStudy
{
    public static StudyResult Of(
        bool riseCounts = false,
        bool occlusionCounts = false,
        double agreement = 0.9,
        double alpha = 0.9,
        double ownWinsLow = 0.4,
        double controlLow = -0.1) => new(
            [new StudiedImage("<one>.png", "ab", 1, "cat & dog", 0.9), new StudiedImage("two.png", "cd", 2, null, 0.8)],
            [new SkippedImage("<broken>.png", "no image")],
            ["black", "white"],
            Verdicts: [],
            [
                new NeutralityResult(
                    "black", new MeanEstimate(0.01, 0.001), new MeanEstimate(0.9, 0.01), new MeanEstimate(1, 0), IsNeutral: true),
                new NeutralityResult(
                    "white", new MeanEstimate(0.02, 0.001), new MeanEstimate(0.8, 0.01), new MeanEstimate(1, 0), IsNeutral: true),
            ],
            [Axis("RISE", "baseline", "black", "white", riseCounts), Axis("occlusion", "baseline", "black", "white", occlusionCounts)],
            [Ranking("MoRF", agreement)],
            [Axis("RISE", "number of masks", "8", "16", counts: false)],
            [Axis("methods", "black", "RISE", "occlusion", counts: true)],
            [
                Score("RISE", "black", "black", 0.3), Score("RISE", "white", "black", 0.1),
                Score("occlusion", "black", "white", 0.2), Score("random", null, "white", 0.4),
            ],
            [
                new ReliabilityResult(Metric.Morf, "black", Estimate(alpha), Estimate(0.5)),
                new ReliabilityResult(Metric.Morf, "white", Estimate(alpha), InterMethod: null),
            ],
            [new ConsistencyResult("RISE (black)", "black", Estimate(0.4)), new ConsistencyResult("RISE (black)", "white", Mean: null)],
            Ranking("black", 0.6),
            [new CrossTableResult(
                "RISE", Metric.Morf, [[0.1, 0.2], [0.3, 0.05]], ["black", "white"], new IntervalEstimate(0.7, ownWinsLow, 0.9),
                Chance: 0.5)],
            [
                Located(LocalizationResult.Studied, "RISE", 0.2), Located(LocalizationResult.Studied, "random", -0.1),
                Located(LocalizationResult.Control, "RISE", controlLow),
            ],
            Shown: []);

    private static AxisResult Axis(string method, string choice, string first, string second, bool counts) => new(
        method,
        choice,
        [first, second],
        [new MeanEstimate(0.9, 0.01), new MeanEstimate(0.9, 0.01)],
        [new PairResult(
            first, second, new MeanEstimate(0.5, 0.1), new MeanEstimate(0.9, 0.01), new IntervalEstimate(0.4, counts ? 0.3 : 0, 0.5),
            Images: 2, counts)]);

    private static RankingResult Ranking(string subject, double agreement) =>
        new(subject, ["black", "white"], ["RISE (black)", "RISE (white)"], [[1, agreement], [agreement, 1]], Estimate(agreement));

    private static ScoreResult Score(string method, string? map, string metric, double morf)
    {
        var other = new MeanEstimate(0.5, 0.1);
        return new(method, map, metric, new MeanEstimate(morf, 0.01), other, other, other);
    }

    private static LocalizationResult Located(string model, string method, double low)
    {
        var beyond = new IntervalEstimate(low + 0.1, low, low + 0.2);
        return new(model, method, Maps: 20, Chance: 0.1, new MeanEstimate(0.3, 0.1), beyond, new MeanEstimate(0.3, 0.1), beyond);
    }

    private static ReliabilityEstimate Estimate(double value) => new(value, value - 0.1, value + 0.1, 100);
}
