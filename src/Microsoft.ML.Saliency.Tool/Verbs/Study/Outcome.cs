namespace Microsoft.ML.Saliency.Tool;

/// <summary>What the figures say of a claim.</summary>
internal enum Outcome
{
    /// <summary>It holds on this model and these images.</summary>
    Holds,

    /// <summary>It holds in part.</summary>
    HoldsInPart,

    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>The figures do not tell.</summary>
    Undecided,
}
