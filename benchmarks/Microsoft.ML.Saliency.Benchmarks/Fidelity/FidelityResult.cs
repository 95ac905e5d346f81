namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What one estimator needed for one image.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Target">The explained class, the predicted one.</param>
/// <param name="Estimator">How the map was estimated.</param>
/// <param name="Passes95">Passes until the rank correlation with the limit map was .95; null if it was not reached.</param>
/// <param name="Passes98">The same for .98.</param>
/// <param name="Most">The most passes that were tried.</param>
/// <param name="ErrorVariance">
/// Variance of the map's error, in units of a mask cell's, times the passes: passes for a given error are proportional to it.
/// </param>
/// <param name="LimitAgreement">The rank correlation of the two maps that stand for the limit.</param>
/// <param name="Stops">Where <c>Until</c> stopped; empty for estimators of the published formula.</param>
internal sealed record FidelityResult(
    string Image, int Target,
    string Estimator, int? Passes95, int? Passes98, int Most, double ErrorVariance, double LimitAgreement, IReadOnlyList<Stop> Stops);

/// <summary>Where the stopping rule stops.</summary>
internal sealed record Stop(double Promised, int Passes, double Estimated, double True);
