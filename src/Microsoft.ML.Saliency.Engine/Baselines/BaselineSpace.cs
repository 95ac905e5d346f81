namespace Microsoft.ML.Saliency;

/// <summary>In which values a baseline is defined. Peers leave this open: "black" is pixel 0 in one and the mean colour in another.</summary>
public enum BaselineSpace
{
    /// <summary>Pixel values, 0..255, before the model's preprocessing.</summary>
    Pixel,

    /// <summary>The values that the model eats, after the preprocessing: 0 is the mean colour for models whose input is normalised.</summary>
    Model,
}
