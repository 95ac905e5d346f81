namespace Microsoft.ML.Saliency.Tool;

/// <summary>For whom the tool prints.</summary>
internal enum OutputMode
{
    /// <summary>For people: results on standard output; progress and warnings on standard error.</summary>
    Text,

    /// <summary>For people who want results and errors only.</summary>
    Quiet,

    /// <summary>For machines: one JSON object a line on standard output.</summary>
    Json,
}
