namespace Microsoft.ML.Saliency;

/// <summary>A saved transformer that makes saliency maps.</summary>
internal abstract record SavedSaliency : SavedModelTransformer
{
    /// <summary>Gets the name of the map column.</summary>
    [JsonRequired]
    public string OutputColumnName { get; init; } = "";

    /// <summary>Gets the name of the column to explain.</summary>
    [JsonRequired]
    public string InputColumnName { get; init; } = "";

    /// <summary>Gets the comparison of the candidates, if the baseline was chosen as the most neutral of several.</summary>
    [JsonRequired]
    public NeutralityRanking? BaselineRanking { get; init; }

    /// <summary>Gets the settings, with the baseline that was learned.</summary>
    [JsonIgnore]
    public abstract SaliencyEstimatorOptions SaliencyOptions { get; }

    [JsonIgnore]
    public sealed override string ImageColumnName => InputColumnName;

    [JsonIgnore]
    public sealed override ModelEstimatorOptions ModelOptions => SaliencyOptions;

    protected sealed override void AddSteps(SavedChainBuilder chain)
    {
        chain.AddTensor(this);
        chain.AddResults(
            new ExplainMapping(),
            ExplainMapping.Contract,
            new ColumnLayout(OutputColumnName, SaliencyOptions.Targets.IsSingle) { HasLabels = SaliencyOptions.Labels is not null });
    }

    protected FittedSaliency Fitted(OnnxScorer scorer)
    {
        Baseline? baseline = BaselineRanking?.MostNeutral;
        return new(OutputColumnName, InputColumnName, IsImage, scorer, scorer, SaliencyOptions.Labels, baseline, BaselineRanking);
    }
}
