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

    /// <summary>Saves the transformer; <c>mlContext.Model.Save</c> calls it.</summary>
    /// <remarks>
    /// It is saved as a chain of ML.NET's own transformers that computes the same: <c>mlContext.Model.Load</c> gives back that chain, and
    /// <see cref="SaliencyCatalog.Load(string, out DataViewSchema?)"/> this transformer.
    /// </remarks>
    /// <param name="ctx">Where to save it.</param>
    /// <exception cref="NotSupportedException">The classifier is not an <see cref="OnnxScorer"/>, or its settings hold code, or its model cannot be saved as asked for.</exception>
    /// <exception cref="InvalidOperationException">The model's file has changed since it was loaded.</exception>
    public void Save(ModelSaveContext ctx)
    {
        TransformerChain<ITransformer> chain = SavedChain.Create(Describe());
        ((ICanSaveModel)chain).Save(ctx);
    }

    /// <summary>Frees the model, if the transformer loaded it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The text column whose value names a row in errors, where the data has it.</summary>
    internal virtual string PathColumnName => RowNaming.DefaultPathColumn;

    /// <summary>All that makes the transformer, to be saved.</summary>
    internal abstract SavedTransformer Describe();

    /// <summary>The columns that are added to data of this schema.</summary>
    internal abstract IReadOnlyList<OutputColumn> CreateOutputs(DataViewSchema inputSchema);

    /// <summary>The input columns that the new columns are computed from; checks that they are there and of the right type.</summary>
    internal abstract IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema);

    /// <summary>Prepares the computation over the rows of a cursor, or over one live row.</summary>
    internal abstract RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs);

    /// <summary>The model of the scorer, and the scorer's settings with what they came to, so that they come to the same once loaded.</summary>
    /// <param name="scorer">The classifier.</param>
    /// <param name="owned">What the transformer disposes; null if the classifier is the caller's.</param>
    /// <param name="options">The transformer's settings.</param>
    private protected (SavedModel Model, OnnxScorerOptions Options) DescribeScorer(IScorer scorer, IDisposable? owned, ModelEstimatorOptions options)
    {
        const string Instead = "Save the other parts of the pipeline, and append the saliency estimator again after loading.";
        if (scorer is not OnnxScorer onnx)
        {
            throw new NotSupportedException(
                $"{GetType().Name} cannot be saved with a {scorer.GetType().Name}: expected was an {nameof(OnnxScorer)}, whose model can be written into a file. {Instead}");
        }

        // A scorer that was loaded for the transformer has the context's settings too: those are a matter of the context that it is loaded into.
        OnnxScorerOptions asked = owned is null ? onnx.Options : options.Scorer;
        if (asked.ConfigureSession is not null || asked.CreateSessionOptions is not null)
        {
            string code = asked.ConfigureSession is null ? nameof(OnnxScorerOptions.CreateSessionOptions) : nameof(OnnxScorerOptions.ConfigureSession);
            throw new NotSupportedException($"{GetType().Name} cannot be saved with {nameof(OnnxScorerOptions)}.{code}, which is code. {Instead}");
        }

        return (SavedModel.Of(onnx, options.ModelStorage), asked with
        {
            InputName = onnx.InputName,
            OutputName = onnx.OutputName,
            InputShape = onnx.InputShape,
            Activation = onnx.Activation,
            BatchSize = onnx.BatchSize,
        });
    }

    /// <summary>Frees what the transformer owns.</summary>
    /// <param name="disposing">False when called by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
