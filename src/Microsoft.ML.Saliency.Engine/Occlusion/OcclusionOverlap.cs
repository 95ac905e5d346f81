namespace Microsoft.ML.Saliency;

/// <summary>How the score drops of the windows over one pixel are combined. Implementations in the field differ.</summary>
public enum OcclusionOverlap
{
    /// <summary>Their mean (Captum's choice): in the score's unit, with the same scale at the border, where fewer overlap.</summary>
    Mean,

    /// <summary>Their sum (Xplique's choice): grows with the number of windows over a pixel, which is smaller at the border.</summary>
    Sum,
}
