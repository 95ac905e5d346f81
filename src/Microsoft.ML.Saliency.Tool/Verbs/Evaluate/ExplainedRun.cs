using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A finished run of <see cref="ExplainVerb"/>: its settings and its images' results.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="ModelSha256">The hash of its model.</param>
/// <param name="Images">The images that were explained, in order; not those that were skipped.</param>
internal sealed record ExplainedRun(string Folder, ExplainSettings Settings, string ModelSha256, IReadOnlyList<ImageResult> Images)
{
    /// <summary>Reads it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="model">Where the model lies now; null for where it lay.</param>
    /// <param name="images">Where the images lie now; null for where they lay.</param>
    /// <exception cref="ToolException">The folder holds no such run, or it is not finished.</exception>
    public static ExplainedRun Read(string folder, string? model, string? images)
    {
        JsonObject description = RunFolder.ReadDescription(folder);
        if (description["verb"]?.ToString() != "explain")
        {
            throw new ToolException($"The run in '{folder}' is one of 'mlsaliency {description["verb"]}': expected was one of 'mlsaliency explain'.");
        }

        if (!File.Exists(Path.Combine(folder, ResultsTable.FileName)))
        {
            throw new ToolException($"The run in '{folder}' is not finished: start it again, it goes on where it was.");
        }

        ExplainSettings settings = ReadSettings(folder, description);
        settings = settings with { Model = model ?? settings.Model, Images = images ?? settings.Images };
        ImageResult[] explained = [.. ImageResult.ReadAll(folder).Where(image => image.Error is null)];
        return explained.Length > 0
            ? new ExplainedRun(folder, settings, $"{description["model"]?["sha256"]}", explained)
            : throw new ToolException($"The run in '{folder}' has no map: all of its images were skipped.");
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
            $"Model '{Settings.Model}' is not the one of the run in '{Folder}': expected was a file with the hash {ModelSha256}; given was one with {found}.");
    }

    private static ExplainSettings ReadSettings(string folder, JsonObject description)
    {
        try
        {
            return description["settings"].Deserialize<ExplainSettings>(Json.Files) ?? throw new JsonException("there are none.");
        }
        catch (JsonException exception)
        {
            throw new ToolException($"The settings in '{Path.Combine(folder, RunFolder.DescriptionFile)}' cannot be read: {ErrorText.OneLine(exception)}");
        }
    }
}
