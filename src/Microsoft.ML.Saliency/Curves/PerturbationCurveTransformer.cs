namespace Microsoft.ML.Saliency;

/// <summary>Adds perturbation curves to each row; made by <see cref="PerturbationCurveEstimator"/>. Thread-safe: engines and threads may share one.</summary>
public sealed class PerturbationCurveTransformer : RowTransformer
{
    private readonly PerturbationCurveColumns _columns;
    private readonly PerturbationCurveEvaluator _evaluator;
    private readonly PerturbationCurveEstimatorOptions _options;
    private readonly IDisposable? _owned;

    internal PerturbationCurveTransformer(PerturbationCurveColumns columns, IScorer scorer, IDisposable? owned, PerturbationCurveEstimatorOptions options)
    {
        _columns = columns;
        _evaluator = new PerturbationCurveEvaluator(scorer, options.Curve);
        _owned = owned;
        _options = options;
    }

    /// <summary>The classifier whose score is followed.</summary>
    public IScorer Scorer => _evaluator.Scorer;

    internal override string PathColumnName => _options.ImagePathColumnName;

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema)
    {
        MapColumn maps = _columns.FindMaps(inputSchema, Scorer.InputShape);
        return _columns.Outputs(_evaluator.PointCount, maps.Count, maps.IsSingle);
    }

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _columns.Image, Scorer.InputShape), .. _columns.FindMaps(inputSchema, Scorer.InputShape).Columns];

    internal override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new PerturbationCurveComputation(input, inputs[0], _columns.FindMaps(input.Schema, Scorer.InputShape), _evaluator, _options);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _owned?.Dispose();
        }

        base.Dispose(disposing);
    }
}
