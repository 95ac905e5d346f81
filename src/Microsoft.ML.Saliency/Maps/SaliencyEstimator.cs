using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Saliency;

/// <summary>An estimator of a method that makes saliency maps.</summary>
/// <typeparam name="TTransformer">The transformer that it makes.</typeparam>
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
        _labels = options.Labels ?? source.Labels;
        _labels?.Validate(source.ClassCount);
    }

    /// <summary>Makes the transformer. The data is read only if a baseline is learnt from it (<see cref="SaliencyEstimatorOptions.FitBaseline"/>).</summary>
    /// <param name="input">Data with the column to explain.</param>
    /// <exception cref="ArgumentException">The column to explain is missing or of the wrong type, or a baseline is to be learnt and there is no row.</exception>
    /// <exception cref="SaliencyRowException">A row that a baseline is to be learnt from cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled while a baseline was learnt.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = InputColumn.Find(input.Schema, _inputColumnName, _source.InputShape);
        (IScorer scorer, IDisposable? owned) = _source.Open();
        try
        {
            (Baseline? baseline, NeutralityRanking? ranking) = FitBaseline(input, column, scorer);
            return CreateTransformer(new FittedSaliency(_outputColumnName, _inputColumnName, column.Type is ImageDataViewType, scorer, owned, _labels, baseline, ranking));
        }
        catch
        {
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>The shape of the transformed data.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">The column to explain is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Require(inputSchema, _inputColumnName, _source.InputShape);
        return SchemaShapes.Append(inputSchema, SaliencyColumns.Create(_outputColumnName, _source.InputShape, _source.ClassCount, _options.Targets, _labels));
    }

    private protected abstract TTransformer CreateTransformer(FittedSaliency fitted);

    private (Baseline? Baseline, NeutralityRanking? Ranking) FitBaseline(IDataView input, DataViewSchema.Column column, IScorer scorer)
    {
        if (_options.FitBaseline is not BaselineFit fit)
        {
            return (null, null);
        }

        using var rows = new DataRows(input, [column], _inputColumnName, _options.ImagePathColumnName, _options.Progress, _options.CancellationToken);
        Func<ClassifierInput> read = InputColumn.CreateReader(rows.Cursor, column, scorer.InputShape, _options.Preprocessing);
        IEnumerable<ClassifierInput> images = rows.Read(read, fit.Images).Select(image => new ClassifierInput(image.Tensor.ToArray(), image.Preprocessing));
        (Baseline baseline, NeutralityRanking? ranking) = fit.Fit(images, scorer, _options.CancellationToken);
        _log.Inform(ranking is null
            ? $"Baseline learnt from '{_inputColumnName}': {baseline.Name}."
            : $"Most neutral baseline on '{_inputColumnName}': {ranking.Reports[0]}; next, by {ranking.Margin}: {ranking.Reports[1]}.");
        return (baseline, ranking);
    }
}
