using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>A saved transformer that makes saliency maps.</summary>
internal abstract record SavedSaliency : SavedModelTransformer
{
    /// <summary>Name of the map column.</summary>
    public required string OutputColumnName { get; init; }

    /// <summary>Name of the column to explain.</summary>
    public required string InputColumnName { get; init; }

    /// <summary>How the candidates compared, if the baseline was chosen as the most neutral of several.</summary>
    public required NeutralityRanking? BaselineRanking { get; init; }

    /// <summary>The settings.</summary>
    [JsonIgnore]
    public abstract SaliencyEstimatorOptions SaliencyOptions { get; }

    [JsonIgnore]
    public sealed override string ImageColumnName => InputColumnName;

    [JsonIgnore]
    public sealed override ModelEstimatorOptions ModelOptions => SaliencyOptions;

    protected FittedSaliency Fitted(OnnxScorer scorer) =>
        new(OutputColumnName, InputColumnName, IsImage, scorer, scorer, SaliencyOptions.Labels, BaselineRanking?.MostNeutral, BaselineRanking);
}
