namespace Microsoft.ML.Saliency;

/// <summary>A transformer that computes new columns from each row independently and lazily: it computes nothing unless a new column is
/// active, and computes a row of a cursor only once. Thread-safe.</summary>
/// <remarks>A transformer made from a model file owns the model and frees it when disposed; one made from a scorer leaves the scorer to the
/// caller. Chains and prediction engines dispose their transformers: give engines that share one <c>PredictionEngineOptions.OwnsTransformer
/// = false</c>.</remarks>
public abstract class RowTransformer : ITransformer, IDisposable
{
    private readonly IDisposable? _owned;

    /// <param name="owned">The object that is disposed with the transformer; null if everything belongs to the caller.</param>
    private protected RowTransformer(IDisposable? owned) => _owned = owned;

    /// <summary>True: rows are transformed one by one, so the transformer works in a prediction engine.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>Gets the input's schema with the new columns appended.</summary>
    /// <param name="inputSchema">The schema of the data.</param>
    /// <exception cref="ArgumentException">A required column is missing or of the wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new RowBinding(this, inputSchema).OutputSchema;

    /// <summary>Gets the data with the new columns. Nothing is computed before a row is read.</summary>
    /// <param name="input">The data.</param>
    /// <exception cref="ArgumentException">A required column is missing or of the wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new RowTransformedView(new RowBinding(this, input.Schema), input);
    }

    /// <summary>Gets the mapping of single rows.</summary>
    /// <param name="inputSchema">The schema of the rows.</param>
    /// <exception cref="ArgumentException">A required column is missing or of the wrong type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowBinding(this, inputSchema);

    /// <summary>Saves the transformer; called by <c>mlContext.Model.Save</c>.</summary>
    /// <remarks>The saved form is a chain of ML.NET's own transformers that computes the same: <c>mlContext.Model.Load</c> returns that
    /// chain, and <c>mlContext.Saliency().Load</c> returns this transformer.</remarks>
    /// <param name="ctx">The destination.</param>
    /// <exception cref="NotSupportedException">
    /// The classifier is not an <see cref="OnnxScorer"/>, its settings hold code, or its model cannot be saved in the requested form.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model's file has changed since it was loaded.</exception>
    public void Save(ModelSaveContext ctx) => ((ICanSaveModel)Describe().CreateChain()).Save(ctx);

    /// <summary>Frees the model, if the transformer loaded it.</summary>
    public void Dispose()
    {
        _owned?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gets the name of the text column that names a row in errors, where the data has it.</summary>
    internal virtual string PathColumnName => RowNaming.DefaultPathColumn;

    /// <summary>Describes the transformer completely, for saving.</summary>
    internal abstract ISavedForm Describe();

    /// <summary>Creates the columns that are added to data of this schema.</summary>
    internal abstract IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema);

    /// <summary>Finds the input columns that the new columns are computed from, and checks their types.</summary>
    internal abstract IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema);

    /// <summary>Prepares the computation over the rows of a cursor, or over one live row.</summary>
    /// <returns>Computes the row of results, whose properties are the output columns, at the current row.</returns>
    internal abstract Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs);

    /// <summary>Prepares the computation over the rows of a cursor, whose inputs can be read ahead.</summary>
    /// <returns>The same as without reading ahead.</returns>
    internal virtual Func<object> Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs, ReadAhead ahead) =>
        Bind(input, inputs);
}

/// <summary>The complete description of a transformer, for saving.</summary>
internal interface ISavedForm
{
    /// <summary>Creates the chain of built-in transformers that takes the transformer's place in a file.</summary>
    TransformerChain<ITransformer> CreateChain();
}
