namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One row of the micro table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Size">Height and width of the image.</param>
/// <param name="Microseconds">Mean time.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Ratio">The time in units of a copy of the image.</param>
/// <param name="AllocatedBytes">Managed memory allocated each time.</param>
internal sealed record MicroResult(string Work, int Size, double Microseconds, double StandardError, double Ratio, long AllocatedBytes);
