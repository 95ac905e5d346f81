namespace Microsoft.ML.Saliency;

/// <summary>Adds saliency maps, their targets and scores to each row of images. Thread-safe.</summary>
public abstract class SaliencyTransformer : RowTransformer
{
    private readonly FittedSaliency _fitted;
    private readonly SaliencyEstimatorOptions _options;
    private readonly IReadOnlyList<OutputColumn> _outputs;

    private protected SaliencyTransformer(FittedSaliency fitted, IExplainer explainer, Baseline baseline, SaliencyEstimatorOptions options)
    {
        _fitted = fitted;
        _options = options;
        Explainer = explainer;
        Baseline = baseline;
        BaselineRanking = fitted.Ranking;
        _outputs = SaliencyColumns.Create(fitted.OutputColumnName, explainer.Scorer.InputShape, explainer.Scorer.ClassCount, options.Targets, Labels);
    }

    /// <summary>The method and the classifier behind the maps.</summary>
    public IExplainer Explainer { get; }

    /// <summary>The names of the classes: the options' own, or those that the classifier knows; null if there are none.</summary>
    public ClassLabels? Labels => _fitted.Labels;

    /// <summary>What stands in the place of removed pixels: the options' baseline, or the one learnt by Fit.</summary>
    public Baseline Baseline { get; }

    /// <summary>How the candidates compared, if Fit chose the most neutral baseline of several; otherwise null.</summary>
    public NeutralityRanking? BaselineRanking { get; }

    internal sealed override string PathColumnName => _options.ImagePathColumnName;

    internal sealed override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema) => _outputs;

    internal sealed override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _fitted.InputColumnName, Explainer.Scorer.InputShape)];

    internal sealed override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new SaliencyComputation(input, inputs[0], Explainer, _options, Labels);

    /// <summary>The maps of one image, given as the model eats it.</summary>
    internal IReadOnlyList<SaliencyMap> Explain(float[] tensor) => Explainer.Explain(new ClassifierInput(tensor, _options.Preprocessing), _options.Targets);

    internal sealed override SavedTransformer Describe()
    {
        (SavedModel model, OnnxScorerOptions scorer) = DescribeScorer(Explainer.Scorer, _fitted.Owned, _options);
        return Describe(_fitted, model, scorer, InputColumn.EffectivePreprocessing(_options.Preprocessing, _fitted.IsImage));
    }

    private protected abstract SavedSaliency Describe(FittedSaliency fitted, SavedModel model, OnnxScorerOptions scorer, ImagePreprocessing? preprocessing);

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _fitted.Owned?.Dispose();
        }

        base.Dispose(disposing);
    }
}
