namespace Microsoft.ML.Saliency;

/// <summary>Adds saliency maps, their targets and scores to each row of images. Thread-safe.</summary>
public abstract class SaliencyTransformer : RowTransformer
{
    private readonly string _inputColumnName;
    private readonly SaliencyEstimatorOptions _options;
    private readonly IDisposable? _owned;
    private readonly IReadOnlyList<OutputColumn> _outputs;

    private protected SaliencyTransformer(FittedSaliency fitted, IExplainer explainer, Baseline baseline, SaliencyEstimatorOptions options)
    {
        _inputColumnName = fitted.InputColumnName;
        _options = options;
        _owned = fitted.Owned;
        Labels = fitted.Labels;
        Explainer = explainer;
        Baseline = baseline;
        BaselineRanking = fitted.Ranking;
        _outputs = SaliencyColumns.Create(fitted.OutputColumnName, explainer.Scorer.InputShape, explainer.Scorer.ClassCount, options.Targets, Labels);
    }

    /// <summary>The method and the classifier behind the maps.</summary>
    public IExplainer Explainer { get; }

    /// <summary>The names of the classes: the options' own, or those that the classifier knows; null if there are none.</summary>
    public ClassLabels? Labels { get; }

    /// <summary>What stands in the place of removed pixels: the options' baseline, or the one learnt by Fit.</summary>
    public Baseline Baseline { get; }

    /// <summary>How the candidates compared, if Fit chose the most neutral baseline of several; otherwise null.</summary>
    public NeutralityRanking? BaselineRanking { get; }

    internal sealed override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) => _outputs;

    internal sealed override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _inputColumnName, Explainer.Scorer.InputShape)];

    internal sealed override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new SaliencyComputation(input, inputs[0], Explainer, _options, Labels);

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _owned?.Dispose();
        }

        base.Dispose(disposing);
    }
}
