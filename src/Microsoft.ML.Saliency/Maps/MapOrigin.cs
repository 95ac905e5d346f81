using System.Text.Json;

namespace Microsoft.ML.Saliency;

/// <summary>What saliency maps were made with, as an annotation of the map column: whoever scores or draws the row again takes the
/// preprocessing from here, and refuses another preprocessing or another classifier.</summary>
/// <remarks>The annotation is text (JSON) and passes wherever ML.NET passes annotations: chains, copies, caches. A saved pipeline that
/// ML.NET itself has loaded has none; <see cref="SaliencyCatalog.Load(string, out DataViewSchema?)"/> restores it.</remarks>
internal sealed record MapOrigin
{
    /// <summary>The name of the annotation.</summary>
    public const string Kind = "SaliencyOrigin";

    /// <summary>Gets the preprocessing from images, or to the vectors that were explained; null if that is unknown.</summary>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Gets the shape of the classifier's input.</summary>
    public required TensorShape InputShape { get; init; }

    /// <summary>Gets the number of classes.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Gets what made scores of the classifier's outputs; null if that is unknown.</summary>
    public ScoreActivation? Activation { get; init; }

    /// <summary>Gets the SHA-256 of the ONNX model, without weights in files beside it; null if there is none, or if the file has
    /// gone.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>Describes a classifier, and reads its model, so this is for those who need the hash.</summary>
    public static MapOrigin Of(IScorer scorer, ImagePreprocessing? preprocessing) => new()
    {
        Preprocessing = preprocessing,
        InputShape = scorer.InputShape,
        ClassCount = scorer.ClassCount,
        Activation = (scorer as OnnxScorer)?.Activation ?? (scorer as TransformerScorer)?.Activation,
        ModelSha256 = (scorer as OnnxScorer)?.Sha256,
    };

    /// <summary>Creates the annotation, whose content is made when it is first read.</summary>
    public static DataViewSchema.Annotations CreateAnnotations(Func<MapOrigin> create)
    {
        var json = new Lazy<string>(() => JsonSerializer.Serialize(create(), SaliencyJson.Options));
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(Kind, TextDataViewType.Instance, (ref ReadOnlyMemory<char> value) => value = json.Value.AsMemory());
        return builder.ToAnnotations();
    }

    /// <summary>Reads the annotation of a map column; null if it has none.</summary>
    /// <exception cref="ArgumentException">The annotation cannot be read.</exception>
    public static MapOrigin? Find(DataViewSchema.Column maps)
    {
        if (maps.Annotations.Schema.GetColumnOrNull(Kind)?.Type is not TextDataViewType)
        {
            return null;
        }

        ReadOnlyMemory<char> json = default;
        maps.Annotations.GetValue(Kind, ref json);
        try
        {
            return JsonSerializer.Deserialize<MapOrigin>(json.Span, SaliencyJson.Options);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"Annotation '{Kind}' of column '{maps.Name}' could not be read: {exception.Message} Make the maps again.", exception);
        }
    }

    /// <summary>Checks that a classifier is the one of the maps, as far as both are known.</summary>
    /// <param name="scorer">The classifier that scores the images again.</param>
    /// <param name="maps">The map column.</param>
    /// <exception cref="ArgumentException">It is another.</exception>
    public void RequireSame(IScorer scorer, DataViewSchema.Column maps)
    {
        Require("input", Describe(InputShape), Describe(scorer.InputShape));
        Require("number of classes", ClassCount, scorer.ClassCount);
        MapOrigin other = Of(scorer, preprocessing: null);
        Require("activation", Activation, other.Activation);
        Require("model's SHA-256", ModelSha256, other.ModelSha256);

        void Require(string what, object? wanted, object? given)
        {
            if (wanted is not null && given is not null && !wanted.Equals(given))
            {
                throw new ArgumentException(
                    $"The classifier's {what} must be that of the maps in column '{maps.Name}', {wanted}, but was {given}. " +
                    "Use the classifier that the maps were made with.");
            }
        }
    }

    /// <summary>Gets the preprocessing of a row that is scored or drawn again.</summary>
    /// <param name="maps">The map column.</param>
    /// <param name="origin">What the maps were made with; null if the column does not say.</param>
    /// <param name="given">The preprocessing that the caller has set; null for none.</param>
    /// <param name="shape">The shape of the classifier's input.</param>
    /// <param name="isImage">Whether there are images to preprocess, so that it must be known.</param>
    /// <param name="setting">The caller's setting, for errors.</param>
    /// <exception cref="ArgumentException">The two differ, or there is none.</exception>
    public static ImagePreprocessing? Resolve(
        DataViewSchema.Column maps, MapOrigin? origin, ImagePreprocessing? given, TensorShape shape, bool isImage, string setting)
    {
        ImagePreprocessing? made = origin?.Preprocessing;
        if (made is not null && given is not null && !made.IsSameFor(given, shape))
        {
            throw new ArgumentException(
                $"{setting} must be the preprocessing that the maps in column '{maps.Name}' were made with, {made}, but was {given}. " +
                "Leave it null to take theirs.");
        }

        return made ?? given ?? (isImage
            ? throw new ArgumentException(
                $"{setting} must be set, since column '{maps.Name}' does not say which preprocessing its maps were made with, but was " +
                "null. Set it to that of the maps' estimator.")
            : null);
    }

    private static string Describe(TensorShape shape) => $"{shape} ({shape.Layout})";
}
