using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency;

/// <summary>All that a saved transformer is, as JSON: settings, columns, what was learnt. Its ONNX model, if it has one, is kept beside it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "transformer")]
[JsonDerivedType(typeof(SavedRise), "rise")]
[JsonDerivedType(typeof(SavedOcclusion), "occlusion")]
[JsonDerivedType(typeof(SavedPerturbationCurve), "perturbationCurve")]
[JsonDerivedType(typeof(SavedHeatmap), "heatmap")]
internal abstract record SavedTransformer
{
    /// <summary>The version that is written, and the newest that can be read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The columns that are read.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<(string Name, DataViewType Type)> Inputs { get; }

    /// <summary>The ONNX model; empty if there is none, or if only its path is saved.</summary>
    [JsonIgnore]
    public virtual byte[] ModelContent => [];

    /// <summary>The type of an image column: the size that must be named is not looked at.</summary>
    protected static DataViewType ImageType { get; } = new ImageDataViewType(1, 1);

    /// <summary>The type of a column of vectors of any length.</summary>
    protected static DataViewType VectorType { get; } = new VectorDataViewType(NumberDataViewType.Single);

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

    /// <summary>The transformer.</summary>
    /// <param name="model">The embedded model; empty if there is none.</param>
    /// <param name="context">The context whose settings and log count; null if it is not known.</param>
    public abstract RowTransformer Open(byte[] model, MLContext? context);
}
