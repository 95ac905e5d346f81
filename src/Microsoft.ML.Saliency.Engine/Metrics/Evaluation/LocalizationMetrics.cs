namespace Microsoft.ML.Saliency;

/// <summary>How well one map points at an object whose pixels are known.</summary>
/// <param name="Hit">Whether the map's maximum lies on the object, or within the tolerance: <see cref="MapLocalization.PointsAt"/>.</param>
/// <param name="EnergyInside">Share of the positive saliency inside the object, 0..1: <see cref="MapLocalization.EnergyInside"/>.</param>
/// <param name="IoU">Overlap with the object at half of the map's range, 0..1: <see cref="MapLocalization.IoU"/>.</param>
public readonly record struct LocalizationMetrics(bool Hit, double EnergyInside, double IoU);
