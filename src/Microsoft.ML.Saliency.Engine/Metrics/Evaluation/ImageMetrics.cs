namespace Microsoft.ML.Saliency;

/// <summary>The metrics of one map of one image.</summary>
/// <param name="Target">Index of the explained class.</param>
/// <param name="Morf">The curve that removes the most relevant regions first.</param>
/// <param name="Lerf">The curve that removes the least relevant regions first.</param>
/// <param name="Deletion">The deletion curve.</param>
/// <param name="Insertion">The insertion curve.</param>
/// <param name="Localization">How well the map points at the object; null if its pixels are not known.</param>
public sealed record ImageMetrics(
    int Target,
    PerturbationCurve Morf,
    PerturbationCurve Lerf,
    PerturbationCurve Deletion,
    PerturbationCurve Insertion,
    LocalizationMetrics? Localization)
{
    /// <summary>Area between the curves, LeRF above MoRF; larger is better.</summary>
    public double Abpc => PerturbationCurve.Abpc(Morf, Lerf);
}

/// <summary>How well one map points at an object whose pixels are known.</summary>
/// <param name="Hit">Whether the map's maximum lies on the object, or within the tolerance: <see cref="MapLocalization.PointsAt"/>.</param>
/// <param name="EnergyInside">Share of the positive saliency inside the object, 0..1: <see cref="MapLocalization.EnergyInside"/>.</param>
/// <param name="IoU">Overlap with the object at half of the map's range, 0..1: <see cref="MapLocalization.IoU"/>.</param>
public readonly record struct LocalizationMetrics(bool Hit, double EnergyInside, double IoU);
