namespace Microsoft.ML.Saliency;

/// <summary>The metrics of one map of one image.</summary>
/// <param name="Target">Index of the explained class.</param>
/// <param name="Morf">The curve that removes the most relevant regions first.</param>
/// <param name="Lerf">The curve that removes the least relevant regions first.</param>
/// <param name="Deletion">The deletion curve.</param>
/// <param name="Insertion">The insertion curve.</param>
/// <param name="Localization">How well the map points at the object; null if its pixels are not known.</param>
public sealed record ImageMetrics(
    int Target, PerturbationCurve Morf, PerturbationCurve Lerf, PerturbationCurve Deletion, PerturbationCurve Insertion, LocalizationMetrics? Localization)
{
    /// <summary>Area between the curves, LeRF above MoRF; larger is better.</summary>
    public double Abpc => PerturbationCurve.Abpc(Morf, Lerf);
}
