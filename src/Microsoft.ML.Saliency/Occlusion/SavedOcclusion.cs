namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="OcclusionSaliencyTransformer"/>.</summary>
[SavedKind("occlusion")]
internal sealed record SavedOcclusion : SavedSaliency
{
    public required OcclusionSaliencyOptions Options { get; init; }

    [JsonIgnore]
    public override SaliencyEstimatorOptions SaliencyOptions => Options;

    protected override RowTransformer Create(OnnxScorer scorer) => new OcclusionSaliencyTransformer(Fitted(scorer), Options);
}
