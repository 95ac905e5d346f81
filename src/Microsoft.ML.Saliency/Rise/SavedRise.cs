namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="RiseSaliencyTransformer"/>.</summary>
[SavedKind("rise")]
internal sealed record SavedRise : SavedSaliency
{
    public required RiseSaliencyOptions Options { get; init; }

    [JsonIgnore]
    public override SaliencyEstimatorOptions SaliencyOptions => Options;

    protected override RowTransformer Create(OnnxScorer scorer) => new RiseSaliencyTransformer(Fitted(scorer), Options);
}
