using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>All that a saved transformer is, as JSON: settings, columns, what was learnt. Its ONNX model is kept beside it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "transformer")]
[JsonDerivedType(typeof(SavedRise), "rise")]
[JsonDerivedType(typeof(SavedOcclusion), "occlusion")]
[JsonDerivedType(typeof(SavedPerturbationCurve), "perturbationCurve")]
internal abstract record SavedTransformer
{
    /// <summary>The version that is written, and the newest that can be read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Whether the column that was fitted holds images, not vectors.</summary>
    public required bool IsImage { get; init; }

    /// <summary>The model.</summary>
    public required SavedModel Model { get; init; }

    /// <summary>Name of the column with the images or vectors.</summary>
    [JsonIgnore]
    public abstract string ImageColumnName { get; }

    /// <summary>The settings that all transformers have.</summary>
    [JsonIgnore]
    public abstract ModelEstimatorOptions ModelOptions { get; }

    /// <summary>What the model eats.</summary>
    [JsonIgnore]
    public TensorShape InputShape => ModelOptions.Scorer.InputShape!.Value;

    /// <exception cref="InvalidDataException">The text is of a newer version, or not a saved transformer at all.</exception>
    public static SavedTransformer FromJson(ReadOnlyMemory<char> json)
    {
        try
        {
            using (JsonDocument document = JsonDocument.Parse(json))
            {
                int version = document.RootElement.GetProperty("version").GetInt32();
                if (version > CurrentVersion)
                {
                    throw new InvalidDataException(
                        $"The saved saliency transformer has version {version}; this version of Microsoft.ML.Saliency reads versions up to {CurrentVersion}. Take a newer one.");
                }
            }

            return JsonSerializer.Deserialize<SavedTransformer>(json.Span, SaliencyJson.Options)!;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"Expected were the settings of a saved saliency transformer; they cannot be read: {exception.Message}", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, SaliencyJson.Options);

    /// <summary>The transformer, with a scorer of its own.</summary>
    /// <param name="model">The embedded model; empty if only its path is saved.</param>
    /// <param name="warn">Receives the scorer's warnings; null: they are traced.</param>
    public RowTransformer Open(byte[] model, Action<string>? warn)
    {
        OnnxScorer scorer = Model.Open(model, ModelOptions.Scorer with { OnWarning = warn });
        try
        {
            return Create(scorer);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    /// <summary>The transformer; it owns the scorer.</summary>
    protected abstract RowTransformer Create(OnnxScorer scorer);
}
