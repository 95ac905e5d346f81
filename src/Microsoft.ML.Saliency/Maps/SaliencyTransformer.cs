namespace Microsoft.ML.Saliency;

/// <summary>Adds saliency maps, their targets and scores to each row of images. Thread-safe.</summary>
public abstract class SaliencyTransformer : RowTransformer
{
    private readonly FittedSaliency _fitted;
    private readonly SaliencyEstimatorOptions _options;
    private readonly ChanceWatch? _watch;

    private protected SaliencyTransformer(FittedSaliency fitted, IExplainer explainer, Baseline baseline, SaliencyEstimatorOptions options)
        : base(fitted.Owned)
    {
        _fitted = fitted;
        _options = options;
        Explainer = explainer;
        Baseline = baseline;
        BaselineRanking = fitted.Ranking;
        bool hasLikeliest = options.Targets.Fixed(fitted.Scorer.ClassCount) is null || options.Targets == SaliencyTargets.All;
        _watch = fitted.Log is not null && hasLikeliest ? new ChanceWatch(fitted.Scorer.ClassCount, fitted.Log) : null;
    }

    /// <summary>Gets the method and the classifier behind the maps.</summary>
    public IExplainer Explainer { get; }

    /// <summary>Gets the names of the classes, from the options or the classifier; null if they are unknown.</summary>
    public ClassLabels? Labels => _fitted.Labels;

    /// <summary>Gets the baseline that replaces removed pixels, from the options or learned by Fit.</summary>
    public Baseline Baseline { get; }

    /// <summary>Gets the comparison of the candidates, if Fit chose the most neutral baseline of several; otherwise null.</summary>
    public NeutralityRanking? BaselineRanking { get; }

    internal sealed override string PathColumnName => _options.ImagePathColumnName;

    internal sealed override IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema)
    {
        IScorer scorer = Explainer.Scorer;
        bool isImage = FindInputs(inputSchema)[0].Type is ImageDataViewType;
        ImagePreprocessing? preprocessing = InputColumn.EffectivePreprocessing(_options.Preprocessing, isImage, scorer);
        return SaliencyColumns.Create(
            _fitted.OutputColumnName,
            scorer.InputShape,
            scorer.ClassCount,
            _options.Targets,
            Labels,
            () => MapOrigin.Of(scorer, preprocessing));
    }

    internal sealed override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _fitted.InputColumnName, Explainer.Scorer.InputShape)];

    internal sealed override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        Bind(CreateReader(inputs, input));

    /// <inheritdoc/>
    /// <remarks>A device would wait while an image is decoded; the CPU computes all the time.</remarks>
    internal sealed override Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs, ReadAhead ahead)
    {
        Func<ClassifierInput> read = CreateReader(inputs, input);
        return Explainer.Scorer is OnnxScorer { IsOnDevice: true }
            ? Bind(() => ahead.Read(input.Position, row => CreateReader(inputs, row)) ?? read())
            : Bind(read);
    }

    /// <summary>Explains one image, given as the model's input.</summary>
    internal void Explain(float[] tensor, SaliencyColumns results) => Explain(new ClassifierInput(tensor, _options.Preprocessing), results);

    internal sealed override SavedTransformer Describe()
    {
        (SavedModel model, OnnxScorerOptions scorer) =
            SavedModel.Describe(GetType().Name, Explainer.Scorer, _fitted.Owned is not null, _options);
        ImagePreprocessing? preprocessing =
            InputColumn.EffectivePreprocessing(_options.Preprocessing, _fitted.IsImage, Explainer.Scorer);
        return Describe(_options with { Scorer = scorer, Preprocessing = preprocessing, Labels = Labels }) with
        {
            Model = model,
            IsImage = _fitted.IsImage,
            OutputColumnName = _fitted.OutputColumnName,
            InputColumnName = _fitted.InputColumnName,
            BaselineRanking = _fitted.Ranking,
        };
    }

    /// <summary>Describes the method and its settings, for saving.</summary>
    private protected abstract SavedSaliency Describe(SaliencyEstimatorOptions options);

    private Func<ClassifierInput> CreateReader(IReadOnlyList<DataViewSchema.Column> inputs, DataViewRow row) =>
        InputColumn.CreateReader(row, inputs[0], Explainer.Scorer, _options.Preprocessing);

    private Func<object> Bind(Func<ClassifierInput> read) => () =>
    {
        var results = new SaliencyColumns();
        Explain(read(), results);
        return results;
    };

    private void Explain(ClassifierInput input, SaliencyColumns results)
    {
        results.Labels = Labels;
        results.Maps = Explainer.Explain(input, _options.Targets, _options.Progress, _options.CancellationToken);
        _watch?.Add(results.Maps);
    }
}

/// <summary>The result of fitting.</summary>
/// <param name="OutputColumnName">Name of the map column.</param>
/// <param name="InputColumnName">The column to explain.</param>
/// <param name="IsImage">Whether that column holds images rather than vectors.</param>
/// <param name="Scorer">The classifier.</param>
/// <param name="Owned">The object that the transformer disposes; null if the caller owns the classifier.</param>
/// <param name="Labels">The names of the classes; null if unknown.</param>
/// <param name="Baseline">The baseline learned from the data; null to use that of the options.</param>
/// <param name="Ranking">The comparison of the candidates, if the baseline is the most neutral of several.</param>
/// <param name="Log">Where warnings go; null for nowhere.</param>
internal sealed record FittedSaliency(
    string OutputColumnName,
    string InputColumnName,
    bool IsImage,
    IScorer Scorer,
    IDisposable? Owned,
    ClassLabels? Labels,
    Baseline? Baseline,
    NeutralityRanking? Ranking,
    ContextLog? Log = null);
