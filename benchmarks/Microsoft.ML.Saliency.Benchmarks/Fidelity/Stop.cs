namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Where the stopping rule stops.</summary>
/// <param name="Promised">The fidelity that was asked for.</param>
/// <param name="Passes">The passes that it took.</param>
/// <param name="Estimated">The fidelity that the map claims.</param>
/// <param name="True">Its rank correlation with the limit.</param>
internal sealed record Stop(double Promised, int Passes, double Estimated, double True);
