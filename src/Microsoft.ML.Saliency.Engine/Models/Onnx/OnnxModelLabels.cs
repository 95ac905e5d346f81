namespace Microsoft.ML.Saliency;

/// <summary>Reads the class names in an ONNX model's metadata, from the entries that exporters write: ONNX itself defines none.</summary>
internal static class OnnxModelLabels
{
    private static readonly string[] Entries = ["names", "class_names", "classes", "labels"];

    /// <summary>Returns the labels of the first entry that names each of the classes; null if no entry does.</summary>
    public static ClassLabels? Read(InferenceSession session, int classCount)
    {
        Dictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        foreach (string entry in Entries)
        {
            if (metadata.TryGetValue(entry, out string? text) && TryParse(text) is ClassLabels labels && labels.Count == classCount)
            {
                return labels;
            }
        }

        return null;
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
