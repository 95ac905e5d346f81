namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A measurement cannot be made, for a reason that the message explains.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
