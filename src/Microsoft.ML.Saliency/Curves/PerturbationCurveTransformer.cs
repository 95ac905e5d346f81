namespace Microsoft.ML.Saliency;

/// <summary>Adds perturbation curves to each row; made by <see cref="PerturbationCurveEstimator"/>. Thread-safe.</summary>
public sealed class PerturbationCurveTransformer : RowTransformer
{
    private readonly PerturbationCurveNames _names;
    private readonly bool _isImage;
    private readonly bool _isSingle;
    private readonly bool _ownsScorer;
    private readonly bool _checksOrigin;
    private readonly PerturbationCurveEvaluator _evaluator;
    private readonly PerturbationCurveEstimatorOptions _options;

    internal PerturbationCurveTransformer(
        PerturbationCurveNames names,
        bool isImage,
        bool isSingle,
        IScorer scorer,
        IDisposable? owned,
        PerturbationCurveEstimatorOptions options,
        bool checksOrigin)
        : base(owned)
    {
        (_names, _isImage, _isSingle, _ownsScorer, _checksOrigin) = (names, isImage, isSingle, owned is not null, checksOrigin);
        _evaluator = new PerturbationCurveEvaluator(scorer, options.Curve);
        _options = options;
    }

    /// <summary>Gets the classifier whose score is followed.</summary>
    public IScorer Scorer => _evaluator.Scorer;

    internal override string PathColumnName => _options.ImagePathColumnName;

    internal override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema)
    {
        MapColumn maps = FindMaps(inputSchema);
        return OutputColumns.Of<PerturbationCurveColumns>(new ColumnLayout(_names.Output, maps.IsSingle)
        {
            Maps = maps.Count,
            Points = _evaluator.PointCount,
            SlotNames = maps.TargetNames,
        });
    }

    internal override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema)
    {
        DataViewSchema.Column image = InputColumn.Find(inputSchema, _names.Image, Scorer.InputShape);
        MapColumn maps = FindMaps(inputSchema);
        if (_checksOrigin)
        {
            maps.Origin?.RequireSame(Scorer, maps.Maps);
            Resolve(maps, _options, Scorer.InputShape, image.Type is ImageDataViewType);
        }

        return [image, .. maps.Columns];
    }

    internal override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs)
    {
        Func<ClassifierInput> readInput = InputColumn.CreateReader(input, inputs[0], Scorer, _options.Preprocessing);
        Func<SaliencyMap[]> readMaps = FindMaps(input.Schema).CreateReader(input);
        return () => new PerturbationCurveColumns { Curves = Follow(readInput(), readMaps()) };
    }

    /// <summary>Gets the preprocessing of images: that of the maps, which the options must not contradict.</summary>
    internal static ImagePreprocessing? Resolve(
        MapColumn maps, PerturbationCurveEstimatorOptions options, TensorShape shape, bool isImage) =>
        MapOrigin.Resolve(
            maps.Maps,
            maps.Origin,
            options.Preprocessing,
            shape,
            isImage,
            $"{nameof(PerturbationCurveEstimatorOptions)}.{nameof(options.Preprocessing)}");

    /// <summary>Follows the curves of one image, given as the model's input, for its maps (T x H x W), their T targets and, if known, their
    /// T scores.</summary>
    internal PerturbationCurve[] Follow(float[] tensor, float[] maps, int[] targets, float[]? scores)
    {
        (int height, int width) = (Scorer.InputShape.Height, Scorer.InputShape.Width);
        if (scores is not null && scores.Length != targets.Length)
        {
            throw new ArgumentException(
                $"Column '{_names.Score}' must hold one score for each of the {targets.Length} target(s) of '{_names.Target}', but a row " +
                $"has {scores.Length}. Use the scores and targets of one saliency estimator.");
        }

        if (targets.Length == 0 || maps.Length != targets.Length * height * width)
        {
            throw new ArgumentException(
                $"Column '{_names.Map}' must hold one map of {height} x {width} for each target of '{_names.Target}', " +
                $"but a row has {maps.Length} values and {targets.Length} target(s). Use the maps and targets of one saliency estimator.");
        }

        return Follow(new ClassifierInput(tensor, _options.Preprocessing), MapColumn.Create(height, width, maps, targets, scores));
    }

    internal override SavedTransformer Describe()
    {
        (SavedModel model, OnnxScorerOptions scorer) = SavedModel.Describe(GetType().Name, Scorer, _ownsScorer, _options);
        ImagePreprocessing? preprocessing = InputColumn.EffectivePreprocessing(_options.Preprocessing, _isImage, Scorer);
        return new SavedPerturbationCurve
        {
            Version = _checksOrigin ? SavedTransformer.CurrentVersion : SavedTransformer.VersionWithoutOrigin,
            Model = model,
            IsImage = _isImage,
            IsSingle = _isSingle,
            Columns = _names,
            Options = _options with { Scorer = scorer, Preprocessing = preprocessing },
        };
    }

    private PerturbationCurve[] Follow(ClassifierInput input, IEnumerable<SaliencyMap> maps) =>
        [.. maps.Select(map => _evaluator.Evaluate(input, map, _options.Progress, _options.CancellationToken))];

    private MapColumn FindMaps(DataViewSchema schema) => _names.FindMaps(schema, Scorer.InputShape);
}
