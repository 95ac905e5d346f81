namespace Microsoft.ML.Saliency;

/// <summary>Finds the names of a model's classes: the caller's, or those in the metadata, in the entries that exporters write; ONNX itself
/// defines none.</summary>
/// <param name="Given">The caller's labels; null if there are none.</param>
/// <param name="Candidates">The labels in the model, whatever their number.</param>
internal sealed record OnnxLabels(ClassLabels? Given, IReadOnlyList<(string Source, ClassLabels Labels)> Candidates)
{
    private static readonly string[] Entries = ["names", "class_names", "classes", "labels"];

    /// <summary>Numbers of classes that there are labels for.</summary>
    public int[] Counts => [.. (Given is null ? Candidates.Select(candidate => candidate.Labels) : [Given])
        .SelectMany(labels => labels.ClassCounts)];

    /// <summary>Reads the labels of a model.</summary>
    /// <param name="session">A session of the model.</param>
    /// <param name="keys">The names that the model gives its classes itself, in class order; null if it does not.</param>
    /// <param name="given">The caller's labels; null if there are none.</param>
    public static OnnxLabels Read(InferenceSession session, ClassLabels? keys, ClassLabels? given)
    {
        var candidates = new List<(string, ClassLabels)>();
        if (keys is not null)
        {
            candidates.Add(("the keys of its ZipMap", keys));
        }

        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        foreach (string entry in Entries)
        {
            if (metadata.TryGetValue(entry, out string? text) && TryParse(text) is ClassLabels labels)
            {
                candidates.Add(($"its metadata '{entry}'", labels));
            }
        }

        return new OnnxLabels(given, candidates);
    }

    private static ClassLabels? TryParse(string text)
    {
        try
        {
            return ClassLabels.Parse(text);
        }
        catch (FormatException)
        {
            // Under these names a model may carry anything.
            return null;
        }
    }
}
