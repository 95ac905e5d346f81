namespace Microsoft.ML.Saliency.Tool;

/// <summary>An item cannot be worked on, for a reason of its own: it is reported and skipped, and the others go on.</summary>
internal sealed class SkipException(string message) : Exception(message);
