using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>
/// A transformer that computes new columns from each row on its own, lazily: nothing is computed unless one of the new columns is
/// active, and never twice for one row of a cursor. Thread-safe.
/// </summary>
/// <remarks>
/// A transformer made of a model file owns the model, and frees it when disposed; one made of a scorer leaves that to the caller. Chains and prediction
/// engines dispose their transformers: give engines that share one <c>PredictionEngineOptions.OwnsTransformer = false</c>.
/// </remarks>
public abstract class RowTransformer : ITransformer, IDisposable
{
    private protected RowTransformer()
    {
    }

    /// <summary>True: rows are transformed one by one, so that the transformer works in a prediction engine.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The input's schema with the new columns behind it.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <exception cref="ArgumentException">A column that is needed is missing or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new RowBinding(this, inputSchema).OutputSchema;

    /// <summary>The data with the new columns; nothing is computed before a row is read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentException">A column that is needed is missing or of the wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowTransformedView(new RowBinding(this, input.Schema), input);
    }

    /// <summary>The mapping of single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="ArgumentException">A column that is needed is missing or of the wrong type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowBinding(this, inputSchema);

    /// <summary>Not supported: ML.NET gives transformers from outside no way to save themselves.</summary>
    /// <param name="ctx">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Save(ModelSaveContext ctx) => throw new NotSupportedException(
        $"{GetType().Name} cannot be saved with a model. Save the other parts of the pipeline, and append the saliency estimator again after loading.");

    /// <summary>Frees the model, if the transformer loaded it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The text column whose value names a row in errors, where the data has it.</summary>
    internal virtual string PathColumnName => RowNaming.DefaultPathColumn;

    /// <summary>The columns that are added to data of this schema.</summary>
    internal abstract IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema);

    /// <summary>The input columns that the new columns are computed from; checks that they are there and of the right type.</summary>
    internal abstract IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema);

    /// <summary>Prepares the computation over the rows of a cursor, or over one live row.</summary>
    internal abstract RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs);

    /// <summary>Frees what the transformer owns.</summary>
    /// <param name="disposing">False when called by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
