using System.Text.Json.Serialization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="PerturbationCurveTransformer"/>.</summary>
internal sealed record SavedPerturbationCurve : SavedModelTransformer
{
    /// <summary>The columns.</summary>
    public required PerturbationCurveColumns Columns { get; init; }

    /// <summary>Whether a row has exactly one map, so that results have no dimension for it.</summary>
    public required bool IsSingle { get; init; }

    /// <summary>The settings.</summary>
    public required PerturbationCurveEstimatorOptions Options { get; init; }

    [JsonIgnore]
    public override string ImageColumnName => Columns.Image;

    [JsonIgnore]
    public override ModelEstimatorOptions ModelOptions => Options;

    [JsonIgnore]
    public override IReadOnlyList<(string Name, DataViewType Type)> Inputs => [.. base.Inputs, (Columns.Map, VectorType), (Columns.Target, NumberDataViewType.Int32)];

    protected override RowTransformer Create(OnnxScorer scorer) =>
        new PerturbationCurveTransformer(Columns, IsImage, IsSingle, scorer, scorer, Options);
}
