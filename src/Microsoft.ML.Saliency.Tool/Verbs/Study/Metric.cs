namespace Microsoft.ML.Saliency.Tool;

/// <summary>The metrics by which a study ranks methods: areas under curves.</summary>
internal enum Metric
{
    Morf,
    Lerf,
    Deletion,
    Insertion,
}
