namespace Microsoft.ML.Saliency;

/// <summary>Scores with any row-to-row ML.NET pipeline: an OnnxTransformer, an image classification model, a chain. Dispose it to free the
/// native sessions of its ONNX stage; the caller disposes the pipeline.</summary>
/// <remarks>
/// <para>If the input column holds vectors, their values are perturbed. If it holds images, the pixels 0..255 are perturbed and rounded
/// to integers: create inputs with <see cref="PixelPreprocessing"/>.</para>
/// <para>ML.NET scores row by row. Where most of the work is in an ONNX model, as in transfer learning (image, ONNX features, trained
/// head), that stage is run by an <see cref="OnnxScorer"/> in batches, and what is before and behind it row by row. This needs a stage
/// with one input of images and one output of vectors that everything behind it depends on alone, and scores that equal the pipeline's
/// within 1e-5 for three probe images, on a device or in half precision within 1e-2 (relative to the largest if that is above 1; our
/// choice). Otherwise the whole pipeline is scored row by row; <see cref="Decisions"/> says which and why. The model is read out of the
/// pipeline, so that it is in memory twice.</para>
/// <para>Batches can be used from different threads at the same time. A batch that is scored while the scorer is disposed is finished.
/// </para>
/// </remarks>
public sealed class TransformerScorer : IScorer, IDisposable
{
    private const int BatchSizeOfRows = 16;

    private readonly PipelineFunction? _rows;
    private readonly FeatureChain? _chain;
    private readonly OnnxScorer? _owned;
    private bool _disposed;

    /// <summary>Creates a scorer over a fitted pipeline.</summary>
    /// <param name="transformer">The pipeline; row-to-row.</param>
    /// <param name="inputSchema">The schema of its input.</param>
    /// <param name="inputColumnName">The column to perturb: Vector of Single, or images.</param>
    /// <param name="scoreColumnName">The column with the scores: Vector of Single, one for each class, or a Single.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The pipeline is not row-to-row, a column is missing or of the wrong type, or the scores need further columns.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The ONNX stage cannot be run on a provider that <see cref="TransformerScorerOptions.Scorer"/> asks for.
    /// </exception>
    public TransformerScorer(
        ITransformer transformer,
        DataViewSchema inputSchema,
        string inputColumnName,
        string scoreColumnName,
        TransformerScorerOptions? options = null)
    {
        options ??= new TransformerScorerOptions();
        IRowToRowMapper mapper = MapperOf(transformer, inputSchema, options);
        DataViewSchema.Column input = PipelineColumns.Find(inputSchema, inputColumnName, "input");
        DataViewSchema.Column score = PipelineColumns.Find(mapper.OutputSchema, scoreColumnName, "score");
        PipelineColumns.RequireOnly(mapper, input, score, nameof(inputColumnName));
        InputShape = PipelineColumns.FindShape(input, options.InputShape);
        Activation = options.Activation;
        _rows = new PipelineFunction(mapper, input, score, InputShape);
        ClassCount = CountClasses(score, _rows, InputShape.Length);
        Labels = PipelineColumns.FindLabels(mapper.OutputSchema, score, ClassCount);
        OnnxScorerOptions scorer = options.Context is null ? options.Scorer : ContextSettings.Complete(options.Scorer, options.Context);
        var stage = OnnxStage.Find(transformer, inputSchema, scoreColumnName, out string reason);
        FeatureChain? chain = stage is null ? null : FeatureChain.Open(stage, inputSchema, input, InputShape, scorer, out reason);
        _owned = chain?.Features as OnnxScorer;
        if (chain?.Reproduces(_rows, InputShape, ClassCount) is false)
        {
            _owned!.Dispose();
            (chain, _owned, reason) = (null, null, "batches of its ONNX stage gave other scores for the probe images");
        }

        _chain = chain;
        Concurrency = _owned?.Concurrency ?? options.Concurrency;
        Decisions = _owned is null
            ? [$"The pipeline is scored row by row, because {reason}."]
            : [Describe(stage!, _owned), .. _owned.Warnings];
        Log(options);
    }

    /// <summary>Creates a scorer of two parts: features of images in batches, and a fitted head over them, row by row.</summary>
    /// <param name="features">Makes the features, as its scores: an <see cref="OnnxScorer"/> with the activation
    /// <see cref="ScoreActivation.None"/>. The caller disposes it after the last use.</param>
    /// <param name="head">The pipeline from features to scores; row-to-row.</param>
    /// <param name="headSchema">The schema of its input.</param>
    /// <param name="featuresColumnName">The column of the features: Vector of Single.</param>
    /// <param name="scoreColumnName">The column with the scores: Vector of Single, one for each class, or a Single.</param>
    /// <param name="options">Settings, of which only the activation matters here; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The head is not row-to-row, a column is missing or of the wrong type or size, or the scores need further columns.
    /// </exception>
    public TransformerScorer(
        IScorer features,
        ITransformer head,
        DataViewSchema headSchema,
        string featuresColumnName,
        string scoreColumnName,
        TransformerScorerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        options ??= new TransformerScorerOptions();
        IRowToRowMapper mapper = MapperOf(head, headSchema, options);
        DataViewSchema.Column input = PipelineColumns.Find(headSchema, featuresColumnName, "features");
        DataViewSchema.Column score = PipelineColumns.Find(mapper.OutputSchema, scoreColumnName, "score");
        PipelineColumns.RequireOnly(mapper, input, score, nameof(featuresColumnName));
        if (input.Type is not VectorDataViewType { ItemType: var item, Size: var size } || item != NumberDataViewType.Single
            || (size > 0 && size != features.ClassCount))
        {
            throw new ArgumentException(
                $"The features column '{featuresColumnName}' must hold vectors of {features.ClassCount} Single, as the scorer makes them, "
                + $"but holds {input.Type}.",
                nameof(featuresColumnName));
        }

        InputShape = features.InputShape;
        Activation = options.Activation;
        var function = new PipelineFunction(mapper, input, score, new TensorShape(1, 1, features.ClassCount));
        _chain = new FeatureChain(features, null, function, InputShape.Length);
        ClassCount = CountClasses(score, function, features.ClassCount);
        Labels = PipelineColumns.FindLabels(mapper.OutputSchema, score, ClassCount);
        Concurrency = features.Concurrency;
        Decisions =
            [$"The features are scored in batches, and the pipeline from '{featuresColumnName}' to '{scoreColumnName}' row by row."];
        Log(options);
    }

    /// <summary>Gets the preprocessing for a scorer whose input column holds images: exact resize, values 0..255.</summary>
    public static ImagePreprocessing PixelPreprocessing { get; } = new() { Divisor = 1 };

    /// <inheritdoc/>
    public TensorShape InputShape { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>Gets the names of the classes: the slot names of the score column, the labels that the trainer keeps beside it, or the
    /// values of the key column "PredictedLabel". Null if none names each class.</summary>
    public ClassLabels? Labels { get; }

    /// <summary>Gets the batch size: that of the scorer of the ONNX stage, or 16 if rows are scored one by one.</summary>
    public int BatchSize => _chain?.Features.BatchSize ?? BatchSizeOfRows;

    /// <inheritdoc/>
    public int MaxBatchSize => _chain?.Features.MaxBatchSize ?? int.MaxValue;

    /// <inheritdoc/>
    public int Concurrency { get; }

    /// <summary>Gets the function that turns the score column's values into scores.</summary>
    public ScoreActivation Activation { get; }

    /// <summary>Gets how the pipeline is scored, and why, a sentence each.</summary>
    public IReadOnlyList<string> Decisions { get; }

    /// <inheritdoc/>
    public IScorerBatch CreateBatch(int capacity)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        IScorerBatch batch = _chain is null
            ? new TransformerScorerBatch(_rows!.Open(), capacity, InputShape.Length, ClassCount)
            : new FeatureBatch(_chain, capacity, ClassCount);
        return Activation == ScoreActivation.None ? batch : new ActivatedBatch(batch, Activation, ClassCount);
    }

    /// <summary>Frees the native sessions of the ONNX stage; a batch that is scored right now is finished. Batches made by this scorer can
    /// then only be disposed. Neither the pipeline nor a scorer that was passed is disposed.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _disposed, true);
        _owned?.Dispose();
    }

    private static IRowToRowMapper MapperOf(ITransformer transformer, DataViewSchema schema, TransformerScorerOptions options)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(schema);
        if (!transformer.IsRowToRowMapper)
        {
            throw new ArgumentException(
                $"The pipeline must transform each row independently, but {transformer.GetType().Name} does not.",
                nameof(transformer));
        }

        if (options.Activation is ScoreActivation.Auto)
        {
            throw new ArgumentException("The activation must be None, Softmax or Sigmoid, but was Auto.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        return transformer.GetRowToRowMapper(schema);
    }

    private static int CountClasses(DataViewSchema.Column score, PipelineFunction function, int inputLength)
    {
        if (PipelineColumns.CountScores(score) is int count)
        {
            return count;
        }

        using PipelineRow row = function.Open();
        return row.Count(new float[inputLength]);
    }

    private static string Describe(OnnxStage stage, OnnxScorer scorer) =>
        $"The ONNX stage from '{stage.Input.Name}' to '{stage.Features.Name}' is scored in batches, in {scorer.Concurrency} session(s) on "
        + $"{scorer.Provider}; {stage.Others.Before} stage(s) before it and {stage.Others.After} behind it are run row by row.";

    private void Log(TransformerScorerOptions options)
    {
        if (options.Context is MLContext context)
        {
            new ContextLog(context, nameof(TransformerScorer)).Inform(string.Join(' ', Decisions));
        }
    }
}

/// <summary>Settings of <see cref="TransformerScorer"/>.</summary>
public sealed record TransformerScorerOptions
{
    /// <summary>Gets the shape of the input, required for vectors of unknown dimensions and images of any size.</summary>
    /// <value>Default: null, read from the input column.</value>
    public TensorShape? InputShape { get; init; }

    /// <summary>Gets the function that turns the score column's values into scores.</summary>
    /// <value>Default: <see cref="ScoreActivation.None"/>. <see cref="ScoreActivation.Auto"/> is not supported.</value>
    public ScoreActivation Activation { get; init; } = ScoreActivation.None;

    /// <summary>Gets the number of rows that are scored at the same time, if the pipeline is scored row by row.</summary>
    /// <value>Default: 1, which fits a pipeline that itself uses all cores, such as an OnnxTransformer. At least 1.</value>
    public int Concurrency { get; init; } = 1;

    /// <summary>Gets how the pipeline's ONNX stage is loaded and run: device, sessions, threads, batch size. Its input, output, activation
    /// and labels are the pipeline's.</summary>
    /// <value>Default: the defaults of <see cref="OnnxScorerOptions"/>.</value>
    public OnnxScorerOptions Scorer { get; init; } = new();

    /// <summary>Gets the context whose GPU and ONNX session settings complete those of <see cref="Scorer"/>, and whose log receives
    /// <see cref="TransformerScorer.Decisions"/>.</summary>
    /// <value>Default: null.</value>
    public MLContext? Context { get; init; }
}
