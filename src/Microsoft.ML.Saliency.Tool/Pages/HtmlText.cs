using System.Net;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Formats text and numbers for HTML and SVG.</summary>
internal static class HtmlText
{
    /// <summary>Encodes a text.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Formats a coordinate.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Formats a figure with two digits; a dash where there is none.</summary>
    public static string Figure(double value) =>
        double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '\u2212') : "\u2013";

    /// <summary>Formats a mean with its standard error.</summary>
    public static string Figure(MeanEstimate mean) =>
        double.IsFinite(mean.StandardError) ? $"{mean.Mean:0.000} \u00B1 {mean.StandardError:0.000}" : $"{mean.Mean:0.000}";

    /// <summary>Formats a value with its interval; a dash where there is none.</summary>
    public static string Figure(ReliabilityEstimate? estimate) => estimate is null
        ? "\u2013"
        : $"{Figure(estimate.Value)} [{Figure(estimate.Low)}, {Figure(estimate.High)}]";

    /// <summary>Formats a value with its interval.</summary>
    public static string Figure(IntervalEstimate estimate) => $"{Figure(estimate.Value)} [{Figure(estimate.Low)}, {Figure(estimate.High)}]";
}
