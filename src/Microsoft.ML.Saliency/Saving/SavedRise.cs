using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="RiseSaliencyTransformer"/>.</summary>
internal sealed record SavedRise : SavedSaliency
{
    /// <summary>The settings, with the baseline that was learnt.</summary>
    public required RiseSaliencyOptions Options { get; init; }

    [JsonIgnore]
    public override SaliencyEstimatorOptions SaliencyOptions => Options;

    protected override RowTransformer Create(OnnxScorer scorer) => new RiseSaliencyTransformer(Fitted(scorer), Options);
}
