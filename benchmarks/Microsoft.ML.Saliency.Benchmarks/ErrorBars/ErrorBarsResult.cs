namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What the maps of one image say.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Target">The explained class, the predicted one.</param>
/// <param name="Bias">Of the mean map, in standard errors, root mean square over the pixels.</param>
/// <param name="ReportedOverMeasured">The reported standard error over the measured one.</param>
internal sealed record ErrorBarsResult(string Image, int Target, double Bias, double ReportedOverMeasured);
