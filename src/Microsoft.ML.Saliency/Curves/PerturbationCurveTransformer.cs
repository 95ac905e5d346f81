namespace Microsoft.ML.Saliency;

/// <summary>Adds perturbation curves to each row; made by <see cref="PerturbationCurveEstimator"/>. Thread-safe: engines and threads may share one.</summary>
public sealed class PerturbationCurveTransformer : RowTransformer
{
    private readonly PerturbationCurveColumns _columns;
    private readonly bool _isImage;
    private readonly bool _isSingle;
    private readonly PerturbationCurveEvaluator _evaluator;
    private readonly PerturbationCurveEstimatorOptions _options;
    private readonly IDisposable? _owned;

    internal PerturbationCurveTransformer(
        PerturbationCurveColumns columns, bool isImage, bool isSingle, IScorer scorer, IDisposable? owned, PerturbationCurveEstimatorOptions options)
    {
        (_columns, _isImage, _isSingle) = (columns, isImage, isSingle);
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
        return _columns.Outputs(_evaluator.PointCount, maps.Count, maps.IsSingle, maps.TargetNames);
    }

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _columns.Image, Scorer.InputShape), .. _columns.FindMaps(inputSchema, Scorer.InputShape).Columns];

    internal override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new PerturbationCurveComputation(input, inputs[0], _columns.FindMaps(input.Schema, Scorer.InputShape), _evaluator, _options);

    /// <summary>The curves of one image, given as the model eats it, for its maps (T x H x W) and their T targets.</summary>
    internal IEnumerable<PerturbationCurve> Follow(float[] tensor, float[] maps, int[] targets)
    {
        (int height, int width) = (Scorer.InputShape.Height, Scorer.InputShape.Width);
        int length = height * width;
        if (targets.Length == 0 || maps.Length != targets.Length * length)
        {
            throw new ArgumentException(
                $"Column '{_columns.Map}' must hold one map of {height} x {width} for each target of '{_columns.Target}'; this row has {maps.Length} values and {targets.Length} target(s).");
        }

        var input = new ClassifierInput(tensor, _options.Preprocessing);
        return targets.Select((target, t) =>
            _evaluator.Evaluate(input, new SaliencyMap(height, width, maps[(t * length)..((t + 1) * length)], target, score: float.NaN)));
    }

    internal override SavedTransformer Describe()
    {
        (SavedModel model, OnnxScorerOptions scorer) = DescribeScorer(Scorer, _owned, _options);
        return new SavedPerturbationCurve
        {
            Model = model,
            IsImage = _isImage,
            IsSingle = _isSingle,
            Columns = _columns,
            Options = _options with { Scorer = scorer, Preprocessing = InputColumn.EffectivePreprocessing(_options.Preprocessing, _isImage) },
        };
    }

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
