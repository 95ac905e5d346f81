namespace Microsoft.ML.Saliency.Tool;

/// <summary>How neutral a baseline is.</summary>
/// <param name="Baseline">The baseline, as typed.</param>
/// <param name="TargetProbability">Mean probability of the explained class with the baseline in the image's place.</param>
/// <param name="NormalizedEntropy">Mean entropy of the model's answer, as a share of the largest possible.</param>
/// <param name="ChangesClass">Share of the images whose predicted class changes.</param>
/// <param name="IsNeutral">Whether it counts as equally neutral as the most neutral one.</param>
internal sealed record NeutralityResult(string Baseline, MeanEstimate TargetProbability, MeanEstimate NormalizedEntropy, MeanEstimate ChangesClass, bool IsNeutral)
{
    /// <summary>Ranks the baselines.</summary>
    /// <param name="baselines">The baselines, as typed.</param>
    /// <param name="images">The images.</param>
    /// <param name="within">How much more probability than with the most neutral still counts as equally neutral.</param>
    public static IReadOnlyList<NeutralityResult> Rank(IReadOnlyList<string> baselines, IReadOnlyList<StudyImage> images, double within)
    {
        NeutralityReport[] reports = [.. baselines.Select((baseline, b) =>
            new NeutralityReport(TypedBaseline.Parse(baseline, "baselines"), [.. images.Select(image => image.Neutrality[b])]))];
        IReadOnlyList<NeutralityReport> ranked = new NeutralityRanking(reports).Reports;
        double limit = ranked[0].BaselineTargetProbability.Mean + within;
        return [.. ranked.Select(report => new NeutralityResult(
            baselines[Array.IndexOf(reports, report)],
            report.BaselineTargetProbability,
            report.BaselineNormalizedEntropy,
            report.ChangesClass,
            report.BaselineTargetProbability.Mean <= limit))];
    }
}
