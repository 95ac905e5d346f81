namespace Microsoft.ML.Saliency;

/// <summary>An estimator of a method that makes saliency maps. Nothing is learnt from the data: Fit checks the schema and loads the model.</summary>
/// <typeparam name="TTransformer">The transformer that it makes.</typeparam>
public abstract class SaliencyEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : SaliencyTransformer
{
    private readonly string _outputColumnName;
    private readonly string _inputColumnName;
    private readonly ScorerSource _source;
    private readonly SaliencyTargets _targets;

    private protected SaliencyEstimator(string outputColumnName, string inputColumnName, ScorerSource source, SaliencyTargets targets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        _outputColumnName = outputColumnName;
        _inputColumnName = inputColumnName;
        _source = source;
        _targets = targets;
        targets.Count(source.ClassCount);
    }

    /// <summary>Makes the transformer; no row is read.</summary>
    /// <param name="input">Data with the column to explain.</param>
    /// <exception cref="ArgumentException">The column to explain is missing or of the wrong type.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputColumn.Find(input.Schema, _inputColumnName, _source.InputShape);
        (IScorer scorer, IDisposable? owned) = _source.Open();
        return CreateTransformer(_outputColumnName, _inputColumnName, scorer, owned);
    }

    /// <summary>The shape of the transformed data.</summary>
    /// <param name="inputSchema">The shape of the data.</param>
    /// <exception cref="ArgumentException">The column to explain is missing or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Require(inputSchema, _inputColumnName, _source.InputShape);
        return SchemaShapes.Append(inputSchema, SaliencyColumns.Create(_outputColumnName, _source.InputShape, _source.ClassCount, _targets));
    }

    private protected abstract TTransformer CreateTransformer(string outputColumnName, string inputColumnName, IScorer scorer, IDisposable? owned);
}
