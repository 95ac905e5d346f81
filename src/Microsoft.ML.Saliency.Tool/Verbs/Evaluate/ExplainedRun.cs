namespace Microsoft.ML.Saliency.Tool;

/// <summary>A finished run of <see cref="ExplainVerb"/>: its settings and its images' results.</summary>
/// <param name="Images">The images that were explained, in order; not those that were skipped.</param>
internal sealed record ExplainedRun(string Folder, ImageSettings Settings, string ModelSha256, IReadOnlyList<ImageResult> Images)
{
    /// <summary>Reads it.</summary>
    /// <param name="model">The model's path now; null for that of the run.</param>
    /// <param name="images">The images' folder now; null for that of the run.</param>
    /// <exception cref="ToolException">The folder holds no such run, or it is not finished.</exception>
    public static ExplainedRun Read(string folder, string? model, string? images)
    {
        JsonObject description = RunFolder.ReadDescription(folder);
        if (description["verb"]?.ToString() != "explain")
        {
            throw new ToolException(
                $"The run in '{folder}' must be of 'mlsaliency explain', but is of 'mlsaliency {description["verb"]}'.");
        }

        if (!File.Exists(Path.Combine(folder, ResultsTable.FileName)))
        {
            throw new ToolException($"The run in '{folder}' is not finished. Run its command again to continue.");
        }

        ImageSettings settings = Json.Read(
            () => description["settings"].Deserialize<ImageSettings>(Json.Files),
            "there are none.",
            $"The settings in '{Path.Combine(folder, RunFolder.DescriptionFile)}' could not be read");
        settings = settings with { Model = model ?? settings.Model, Images = images ?? settings.Images };
        if (description["settings"]!["orientation"] is null)
        {
            // Of a version that knew no orientation.
            settings = settings with { Orientation = ImageOrientation.AsStored };
        }

        ImageResult[] explained = [.. ImageResult.ReadAll(folder).Where(image => image.Error is null)];
        return explained.Length > 0
            ? new ExplainedRun(folder, settings, $"{description["model"]?["sha256"]}", explained)
            : throw new ToolException($"The run in '{folder}' has no maps, since all of its images were skipped.");
    }

    /// <summary>Loads the run's model.</summary>
    /// <exception cref="ToolException">The file holds another model now.</exception>
    public OnnxScorer LoadModel(Output output)
    {
        OnnxScorer scorer = Settings.Load(output);
        string found = ModelFingerprint.Of(Settings.Model);
        if (found == ModelSha256)
        {
            return scorer;
        }

        scorer.Dispose();
        throw new ToolException(
            $"Model '{Settings.Model}' must be that of the run in '{Folder}', with the hash {ModelSha256}, but has {found}. " +
            "Name the model with --model.");
    }
}
