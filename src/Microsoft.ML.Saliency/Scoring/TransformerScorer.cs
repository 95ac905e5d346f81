namespace Microsoft.ML.Saliency;

/// <summary>Scores with any row-to-row ML.NET pipeline: an OnnxTransformer, an image classification model, a chain. The caller disposes
/// it.</summary>
/// <remarks>
/// <para>If the input column holds vectors, their values are perturbed. If it holds images, the pixels 0..255 are perturbed and rounded
/// to integers: create inputs with <see cref="PixelPreprocessing"/>.</para>
/// <para>ML.NET scores row by row and copies the input for each row; <see cref="OnnxScorer"/> scores in batches and
/// copies nothing. Prefer it where there is an ONNX file.</para>
/// </remarks>
public sealed class TransformerScorer : IScorer
{
    private readonly IRowToRowMapper _mapper;
    private readonly DataViewSchema.Column _input;
    private readonly DataViewSchema.Column _score;

    /// <summary>Creates a scorer over a fitted pipeline.</summary>
    /// <param name="transformer">The pipeline; row-to-row.</param>
    /// <param name="inputSchema">The schema of its input.</param>
    /// <param name="inputColumnName">The column to perturb: Vector of Single, or images.</param>
    /// <param name="scoreColumnName">The column with the scores: Vector of Single, one for each class, or a Single.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The pipeline is not row-to-row, a column is missing or of the wrong type, or the scores need further columns.
    /// </exception>
    public TransformerScorer(
        ITransformer transformer,
        DataViewSchema inputSchema,
        string inputColumnName,
        string scoreColumnName,
        TransformerScorerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(inputSchema);
        options ??= new TransformerScorerOptions();
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
        _mapper = transformer.GetRowToRowMapper(inputSchema);
        _input = Find(inputSchema, inputColumnName, "input");
        _score = Find(_mapper.OutputSchema, scoreColumnName, "score");
        IEnumerable<DataViewSchema.Column> needed = _mapper.GetDependencies([_score]);
        string[] others = [.. needed.Where(column => column.Index != _input.Index).Select(column => $"'{column.Name}'")];
        if (others.Length > 0)
        {
            throw new ArgumentException(
                $"The scores must depend on column '{inputColumnName}' alone, but also depend on {string.Join(", ", others)}. " +
                "Use a pipeline that computes them from one column.",
                nameof(inputColumnName));
        }

        InputShape = FindShape(options.InputShape);
        Activation = options.Activation;
        Concurrency = options.Concurrency;
        ClassCount = FindClassCount();
        string[]? names = SlotNames.Find(_score);
        Labels = names?.Length == ClassCount && !names.Any(string.IsNullOrWhiteSpace) ? new ClassLabels(names) : null;
    }

    /// <summary>Gets the preprocessing for a scorer whose input column holds images: exact resize, values 0..255.</summary>
    public static ImagePreprocessing PixelPreprocessing { get; } = new() { Divisor = 1 };

    /// <inheritdoc/>
    public TensorShape InputShape { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <summary>Gets the slot names of the score column; null if not every class has one.</summary>
    public ClassLabels? Labels { get; }

    /// <summary>Gets the batch size, 16; rows are still scored one by one.</summary>
    public int BatchSize => 16;

    /// <inheritdoc/>
    public int MaxBatchSize => int.MaxValue;

    /// <inheritdoc/>
    public int Concurrency { get; }

    /// <summary>Gets the function that turns the score column's values into scores.</summary>
    public ScoreActivation Activation { get; }

    /// <inheritdoc/>
    public IScorerBatch CreateBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new TransformerScorerBatch(this, OpenRow, capacity);
    }

    /// <summary>Opens a row of the pipeline, its input, and the getter of the scores for the input's tensor.</summary>
    private (DataViewRow Row, TensorRow Input, ValueGetter<VBuffer<float>> GetScores) OpenRow()
    {
        var input = new TensorRow(_mapper.InputSchema, _input, InputShape);
        DataViewRow row = _mapper.GetRow(input, [_score]);
        if (_score.Type is VectorDataViewType)
        {
            return (row, input, row.GetGetter<VBuffer<float>>(_score));
        }

        ValueGetter<float> getScore = row.GetGetter<float>(_score);
        return (row, input, GetAsVector);

        void GetAsVector(ref VBuffer<float> scores)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref scores, 1);
            getScore(ref editor.Values[0]);
            scores = editor.Commit();
        }
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string name, string role) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentException(
            $"The {role} column must be one of {string.Join(", ", schema.Select(column => $"'{column.Name}'"))}, but was '{name}'.");

    private TensorShape FindShape(TensorShape? given)
    {
        TensorShape? declared = _input.Type switch
        {
            ImageDataViewType { Height: > 0 } image => new TensorShape(3, image.Height, image.Width),
            ImageDataViewType => given,
            VectorDataViewType { Dimensions: [var channels and (1 or 3), > 0 and var height, > 0 and var width] } =>
                new TensorShape(channels, height, width),
            VectorDataViewType { Dimensions: [> 0 and var height, > 0 and var width, var channels and (1 or 3)] } =>
                new TensorShape(channels, height, width, TensorLayout.Nhwc),
            VectorDataViewType => given,
            _ => null,
        };
        bool isVector = _input.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Single;
        if (!isVector && _input.Type is not ImageDataViewType)
        {
            throw new ArgumentException($"Input column '{_input.Name}' must hold vectors of Single or images, but holds {_input.Type}.");
        }

        TensorShape shape = given
            ?? declared
            ?? throw new ArgumentException(
                $"Input column '{_input.Name}' must have known dimensions, but is {_input.Type}. Set TransformerScorerOptions.InputShape.");
        int size = (_input.Type as VectorDataViewType)?.Size ?? 0;
        bool fits = _input.Type is ImageDataViewType imageType
            ? shape is { Channels: 3, Layout: TensorLayout.Nchw }
                && (imageType.Height == 0 || (imageType.Height, imageType.Width) == (shape.Height, shape.Width))
            : size == 0 || size == shape.Length;
        return fits
            ? shape
            : throw new ArgumentException(
                $"The input shape must match column '{_input.Name}', which holds {_input.Type}, but was {shape} ({shape.Layout}).");
    }

    private int FindClassCount()
    {
        switch (_score.Type)
        {
            case VectorDataViewType { Size: > 0 } vector when vector.ItemType == NumberDataViewType.Single:
                return vector.Size;
            case VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single:
                // The number is only known after scoring a row.
                (DataViewRow row, TensorRow input, ValueGetter<VBuffer<float>> getScores) = OpenRow();
                using (row)
                {
                    VBuffer<float> scores = default;
                    input.Show(new float[InputShape.Length]);
                    getScores(ref scores);
                    return scores.Length;
                }

            case var scalar when scalar == NumberDataViewType.Single:
                return 1;
            default:
                throw new ArgumentException($"Score column '{_score.Name}' must hold Single or vectors of Single, but is {_score.Type}.");
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

    /// <summary>Gets the number of rows that are scored at the same time.</summary>
    /// <value>Default: 1, which fits a pipeline that itself uses all cores, such as an OnnxTransformer. At least 1.</value>
    public int Concurrency { get; init; } = 1;
}
