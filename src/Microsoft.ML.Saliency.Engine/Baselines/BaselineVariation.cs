namespace Microsoft.ML.Saliency;

/// <summary>On what the values of a baseline depend, besides the image.</summary>
public enum BaselineVariation
{
    /// <summary>On nothing: the same for every perturbation of an image.</summary>
    Fixed,

    /// <summary>On the perturbation's number: drawn anew for each from (seed, image, number).</summary>
    Random,

    /// <summary>On which pixels are removed, and possibly on the perturbation's number.</summary>
    Imputed,
}
