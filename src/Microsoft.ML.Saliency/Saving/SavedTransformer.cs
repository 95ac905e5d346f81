using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Microsoft.ML.Saliency;

/// <summary>The complete state of a saved transformer, as JSON: settings, columns, what was learned. An ONNX model is stored beside it. The
/// kinds are the records of this assembly that carry a <see cref="SavedKindAttribute"/>.</summary>
internal abstract record SavedTransformer : ISavedForm
{
    /// <summary>The version that is written, and the newest that can be read.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The last version whose transformers do not check what their maps were made with: they keep the preprocessing that was
    /// saved, and so the values of then.</summary>
    public const int VersionWithoutOrigin = 1;

    private static readonly JsonSerializerOptions Json = new(SaliencyJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddKinds } },
    };

    /// <summary>Gets the version of the format.</summary>
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Gets whether the transformer refuses maps of another preprocessing or classifier.</summary>
    [JsonIgnore]
    public bool ChecksOrigin => Version > VersionWithoutOrigin;

    /// <summary>Gets the columns that are read.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<(string Name, DataViewType Type)> Inputs { get; }

    /// <summary>Gets the ONNX model; empty if there is none, or if only its path is saved.</summary>
    [JsonIgnore]
    public virtual byte[] ModelContent => [];

    /// <summary>Gets the type of an image column. ML.NET requires a size and ignores it.</summary>
    protected static DataViewType ImageType { get; } = new ImageDataViewType(1, 1);

    /// <summary>Gets the type of a column of vectors of any length.</summary>
    protected static DataViewType VectorType { get; } = new VectorDataViewType(NumberDataViewType.Single);

    /// <exception cref="InvalidDataException">The text is of a newer version, or not a saved transformer.</exception>
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
                        $"The saved saliency transformer must have a version up to {CurrentVersion}, but has version {version}. " +
                        "Use a newer version of Microsoft.ML.Saliency.");
                }
            }

            return JsonSerializer.Deserialize<SavedTransformer>(json.Span, Json)!;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The settings of a saved saliency transformer could not be read: {exception.Message} Save the model again.", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public TransformerChain<ITransformer> CreateChain()
    {
        var chain = new SavedChainBuilder(this);
        AddSteps(chain);
        return chain.Build();
    }

    /// <summary>Opens the transformer.</summary>
    /// <param name="model">The embedded model; empty if there is none.</param>
    /// <param name="context">The context with the settings and the log; null if it is not known.</param>
    public abstract RowTransformer Open(byte[] model, MLContext? context);

    /// <summary>Adds the steps that compute the output columns.</summary>
    protected abstract void AddSteps(SavedChainBuilder chain);

    private static void AddKinds(JsonTypeInfo info)
    {
        if (info.Type == typeof(SavedTransformer))
        {
            info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "transformer" };
            foreach (Type type in info.Type.Assembly.GetTypes())
            {
                if (type.GetCustomAttribute<SavedKindAttribute>() is SavedKindAttribute kind)
                {
                    info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, kind.Name));
                }
            }
        }
    }
}

/// <summary>Names a kind of saved transformer in saved files.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SavedKindAttribute(string name) : Attribute
{
    public string Name => name;
}
