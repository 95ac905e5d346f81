namespace Microsoft.ML.Saliency;

/// <summary>Baselines in the order of their neutrality to a classifier.</summary>
public sealed class NeutralityRanking
{
    /// <summary>Ranks baselines; the criterion is that of <see cref="BaselineNeutrality.Rank"/>.</summary>
    /// <param name="reports">Reports on the same images, one or more, in the order of the candidates.</param>
    /// <exception cref="ArgumentException">There are none, or their numbers of images differ.</exception>
    [JsonConstructor]
    public NeutralityRanking(IReadOnlyList<NeutralityReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        int[] images = [.. reports.Select(report => report.Images.Count).Distinct()];
        if (images.Length != 1)
        {
            throw new ArgumentException(
                $"A ranking needs reports on the same images, but had {reports.Count}, on [{string.Join(", ", images)}] images.",
                nameof(reports));
        }

        // A stable sort: what is equal in both stays in the order of the candidates.
        Reports = [.. reports
            .OrderBy(report => report.BaselineTargetProbability.Mean)
            .ThenBy(report => report.BaselineDivergenceFromUniform.Mean)];
        if (Reports.Count > 1)
        {
            Margin = MeanEstimate.Of([.. Reports[1].Images.Zip(
                Reports[0].Images, (second, first) => second.BaselineTargetProbability - first.BaselineTargetProbability)]);
        }
    }

    /// <summary>One report for each candidate, the most neutral first.</summary>
    public IReadOnlyList<NeutralityReport> Reports { get; }

    /// <summary>The most neutral baseline.</summary>
    [JsonIgnore]
    public Baseline MostNeutral => Reports[0].Baseline;

    /// <summary>Its lead over the second, the mean difference in p(target | baseline), at least 0; null for one candidate.</summary>
    public MeanEstimate? Margin { get; }
}
