namespace Microsoft.ML.Saliency.Tool;

/// <summary>One way to make maps, with its random draws.</summary>
/// <param name="Label">What tables and figures call it.</param>
/// <param name="Specs">A map for each seed; a single one if nothing is random.</param>
internal sealed record Condition(string Label, IReadOnlyList<MapSpec> Specs);
