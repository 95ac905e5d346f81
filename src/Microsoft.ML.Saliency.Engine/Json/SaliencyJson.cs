namespace Microsoft.ML.Saliency;

/// <summary>Settings as JSON: <see cref="RiseOptions"/>, <see cref="OcclusionOptions"/>, <see cref="PerturbationCurveOptions"/>, <see
/// cref="ImagePreprocessing"/>, <see cref="OnnxScorerOptions"/> and what is in them, such as a <see cref="Baseline"/> or <see
/// cref="SaliencyTargets"/>, a <see cref="NeutralityRanking"/>, <see cref="ClassLabels"/>, and a <see cref="ColorMap"/>. What is read is
/// what was written, to the last bit.</summary>
/// <example>
/// <code>
/// string json = JsonSerializer.Serialize(new RiseOptions { Masks = 1000 }, SaliencyJson.Options);
/// RiseOptions options = JsonSerializer.Deserialize&lt;RiseOptions&gt;(json, SaliencyJson.Options)!;
/// </code>
/// </example>
/// <remarks>Baselines and targets are written as their text forms, as in <c>"gaussian-blur:10"</c>, <c>"top:3"</c>; the objects that
/// earlier versions wrote, as in <c>{ "kind": "gaussianBlur", "sigma": 10 }</c>, are read too. Steps, and baselines that are pictures, are
/// objects that begin with their kind. A setting that is left out has its default; one that does not exist is refused. Delegates (<see
/// cref="OnnxScorerOptions.CreateSessionOptions"/>, <see cref="OnnxScorerOptions.ConfigureSession"/>, <see
/// cref="OnnxScorerOptions.OnWarning"/>) are not settings, and left out.</remarks>
public static class SaliencyJson
{
    /// <summary>How the settings are written and read by <see cref="JsonSerializer"/>. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,

            // The standard error over a single image is not a number.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters =
            {
                new OnnxProviderConverter(), // Before that of all choices.
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new BaselineConverter(),
                new SaliencyTargetsConverter(),
                new KeepProbabilityConverter(),
                new ClassLabelsConverter(),
                new ColorConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
