namespace Microsoft.ML.Saliency;

/// <summary>A saved <see cref="PerturbationCurveTransformer"/>.</summary>
[SavedKind("perturbationCurve")]
internal sealed record SavedPerturbationCurve : SavedModelTransformer
{
    public required PerturbationCurveNames Columns { get; init; }

    /// <summary>Gets whether a row has exactly one map, so that results have no dimension for it.</summary>
    public required bool IsSingle { get; init; }

    public required PerturbationCurveEstimatorOptions Options { get; init; }

    [JsonIgnore]
    public override string ImageColumnName => Columns.Image;

    [JsonIgnore]
    public override ModelEstimatorOptions ModelOptions => Options;

    [JsonIgnore]
    public override IReadOnlyList<(string Name, DataViewType Type)> Inputs =>
    [
        .. base.Inputs,
        (Columns.Map, VectorType),
        (Columns.Target, NumberDataViewType.Int32),
        .. Columns.Score is string score ? new[] { (score, (DataViewType)NumberDataViewType.Single) } : [],
    ];

    protected override void AddSteps(SavedChainBuilder chain)
    {
        chain.AddTensor(this);
        chain.Copy(SavedColumns.Map, Columns.Map);
        chain.Add(transforms => transforms.Concatenate(SavedColumns.Targets, Columns.Target));
        var layout = new ColumnLayout(Columns.Output, IsSingle);
        if (Columns.Score is string score)
        {
            chain.Add(transforms => transforms.Concatenate(SavedColumns.MapScores, score));
            chain.AddResults(new ScoredCurveMapping(), ScoredCurveMapping.Contract, layout);
        }
        else
        {
            chain.AddResults(new CurveMapping(), CurveMapping.Contract, layout);
        }
    }

    protected override RowTransformer Create(OnnxScorer scorer) =>
        new PerturbationCurveTransformer(Columns, IsImage, IsSingle, scorer, scorer, Options, ChecksOrigin);
}
