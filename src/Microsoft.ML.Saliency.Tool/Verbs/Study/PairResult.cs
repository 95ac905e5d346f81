namespace Microsoft.ML.Saliency.Tool;

/// <summary>How far the maps of two conditions differ.</summary>
/// <param name="First">One condition.</param>
/// <param name="Second">The other.</param>
/// <param name="Similarity">Mean similarity of their maps.</param>
/// <param name="Floor">The similarity to expect if they differed by their seeds only.</param>
/// <param name="Excess">Floor less similarity, with its interval.</param>
/// <param name="Images">Images for which this is defined.</param>
/// <param name="Counts">Whether the whole interval lies above the margin.</param>
internal sealed record PairResult(string First, string Second, MeanEstimate Similarity, MeanEstimate Floor, IntervalEstimate Excess, int Images, bool Counts)
{
    /// <summary>Summarises a comparison.</summary>
    public static PairResult Of(string first, string second, DivergenceEstimate estimate, double margin) =>
        new(first, second, estimate.Similarity, estimate.Floor, estimate.Excess, estimate.Images, estimate.Excess.Low > margin);
}
