namespace Microsoft.ML.Saliency;

/// <summary>Why no more masks were drawn.</summary>
public enum RiseStop
{
    /// <summary>All masks that the options allow were scored.</summary>
    AllMasks,

    /// <summary>Every map had reached the fidelity that the options ask for.</summary>
    FidelityReached,
}
