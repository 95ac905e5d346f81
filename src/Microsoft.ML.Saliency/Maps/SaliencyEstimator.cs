namespace Microsoft.ML.Saliency;

/// <summary>The base of the estimators that add saliency maps to a pipeline.</summary>
/// <typeparam name="TTransformer">The type of the fitted transformer.</typeparam>
/// <remarks>
/// <list type="table">
/// <listheader><term>Estimator characteristics</term><description /></listheader>
/// <item><term>Does this estimator need to look at the data?</term><description>Only to learn a baseline</description></item>
/// <item><term>Input column data type</term><description>Image (<see cref="Data.MLImage"/>) of any size, or Vector of <see cref="float"/>,
/// the model's input of C x H x W values</description></item>
/// <item><term>Output column data type</term><description>Map: Vector of <see cref="float"/>, H x W; target: <see cref="int"/>; score:
/// <see cref="float"/>; target label, if known: text. For targets other than the predicted class, T of each</description></item>
/// <item><term>Required NuGet in addition to Microsoft.ML</term><description>Microsoft.ML.OnnxRuntime, or its .Gpu</description></item>
/// <item><term>Can be saved</term><description>Yes, if its classifier is an <see cref="OnnxScorer"/></description></item>
/// </list>
/// </remarks>
public abstract class SaliencyEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : SaliencyTransformer
{
    private readonly string _outputColumnName;
    private readonly string _inputColumnName;
    private readonly ScorerSource _source;
    private readonly SaliencyEstimatorOptions _options;
    private readonly ClassLabels? _labels;
    private readonly ContextLog _log;

    private protected SaliencyEstimator(
        string outputColumnName, string inputColumnName, ScorerSource source, SaliencyEstimatorOptions options, ContextLog log)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        _outputColumnName = outputColumnName;
        _inputColumnName = inputColumnName;
        _source = source;
        _options = options;
        _log = log;
        options.Targets.Count(source.ClassCount);
        _labels = options.Labels?.For(source.ClassCount) ?? source.Labels;
    }

    /// <summary>Creates the transformer; reads data only for <see cref="SaliencyEstimatorOptions.FitBaseline"/>.</summary>
    /// <param name="input">Data with the column to explain.</param>
    /// <exception cref="ArgumentException">
    /// The column to explain is missing or of the wrong type, or there is no row to learn a baseline from.
    /// </exception>
    /// <exception cref="SaliencyRowException">A row cannot be read to learn a baseline.</exception>
    /// <exception cref="OperationCanceledException">The options' token was canceled while a baseline was learned.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = InputColumn.Find(input.Schema, _inputColumnName, _source.InputShape);
        (IScorer scorer, IDisposable? owned) = _source.Open();
        try
        {
            (Baseline? baseline, NeutralityRanking? ranking) = FitBaseline(input, column, scorer);
            bool isImage = column.Type is ImageDataViewType;
            return CreateTransformer(new(_outputColumnName, _inputColumnName, isImage, scorer, owned, _labels, baseline, ranking, _log));
        }
        catch
        {
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>Gets the shape of the transformed data.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">The column to explain is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Require(inputSchema, _inputColumnName, _source.InputShape);
        TensorShape shape = _source.InputShape;
        int classCount = _source.ClassCount;
        var origin = new MapOrigin { InputShape = shape, ClassCount = classCount };
        return SchemaShapes.Append(
            inputSchema, SaliencyColumns.Create(_outputColumnName, shape, classCount, _options.Targets, _labels, () => origin));
    }

    private protected abstract TTransformer CreateTransformer(FittedSaliency fitted);

    private (Baseline? Baseline, NeutralityRanking? Ranking) FitBaseline(IDataView input, DataViewSchema.Column column, IScorer scorer)
    {
        if (_options.FitBaseline is not BaselineFit fit)
        {
            return (null, null);
        }

        using var rows = new DataRows(
            input, [column], _inputColumnName, _options.ImagePathColumnName, _options.Progress, _options.CancellationToken);
        Func<ClassifierInput> read = InputColumn.CreateReader(rows.Cursor, column, scorer, _options.Preprocessing);
        IEnumerable<ClassifierInput> images =
            rows.Read(read, fit.Images).Select(image => new ClassifierInput(image.Tensor.ToArray(), image.Preprocessing));
        (Baseline baseline, NeutralityRanking? ranking) = fit.Fit(images, scorer, _options.CancellationToken);
        _log.Inform(ranking is null
            ? $"Baseline learned from '{_inputColumnName}': {baseline.Name}."
            : $"Most neutral baseline on '{_inputColumnName}': {ranking.Reports[0]}; next, by {ranking.Margin}: {ranking.Reports[1]}.");
        return (baseline, ranking);
    }
}
