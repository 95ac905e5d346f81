namespace Microsoft.ML.Saliency;

/// <summary>Whether a curve starts from the image or from its baseline.</summary>
public enum PerturbationDirection
{
    /// <summary>From the image to the baseline: with <see cref="PerturbationOrder.MostRelevantFirst"/> RISE's "deletion".</summary>
    Removal,

    /// <summary>From the baseline to the image: with <see cref="PerturbationOrder.MostRelevantFirst"/> RISE's "insertion".</summary>
    Insertion,
}
