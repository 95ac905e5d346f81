namespace Microsoft.ML.Saliency.Tool;

/// <summary>The numbers of one map.</summary>
/// <param name="Target">Index of the explained class.</param>
/// <param name="Label">Its name; null if there are no labels.</param>
/// <param name="Score">The model's score of it for the image.</param>
/// <param name="Height">Height of the map, which is the input's.</param>
/// <param name="Width">Width of the map.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="MaximumRow">Row of the largest value.</param>
/// <param name="MaximumColumn">Column of the largest value.</param>
/// <param name="Fidelity">RISE: expected rank correlation with the limit map; null with --no-fidelity.</param>
/// <param name="FidelityLowerBound">RISE: a cautious estimate of it; null with --no-fidelity.</param>
/// <param name="Passes">RISE: masks that were scored.</param>
internal sealed record MapResult(
    int Target,
    string? Label,
    float Score,
    int Height,
    int Width,
    float Minimum,
    float Maximum,
    int MaximumRow,
    int MaximumColumn,
    double? Fidelity,
    double? FidelityLowerBound,
    int? Passes)
{
    /// <summary>The numbers of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="labels">The class names; none if they are not known.</param>
    /// <param name="withFidelity">Whether to estimate the fidelity of a map of RISE.</param>
    public static MapResult Of(SaliencyMap map, IReadOnlyList<string> labels, bool withFidelity)
    {
        (int row, int column) = map.ArgMax();
        SamplingError? error = map.SamplingError;
        return new MapResult(
            map.Target,
            labels.Count > 0 ? labels[map.Target] : null,
            map.Score,
            map.Height,
            map.Width,
            map.Minimum,
            map.Maximum,
            row,
            column,
            withFidelity ? error?.Fidelity : null,
            withFidelity ? error?.FidelityLowerBound : null,
            error?.Passes);
    }
}
