namespace Microsoft.ML.Saliency;

/// <summary>Adds saliency maps, their targets and scores to each row of images. Thread-safe.</summary>
public abstract class SaliencyTransformer : RowTransformer
{
    private readonly string _inputColumnName;
    private readonly SaliencyEstimatorOptions _options;
    private readonly IDisposable? _owned;

    private protected SaliencyTransformer(
        string outputColumnName, string inputColumnName, IExplainer explainer, SaliencyEstimatorOptions options, IDisposable? owned)
    {
        _inputColumnName = inputColumnName;
        _options = options;
        _owned = owned;
        Explainer = explainer;
        OutputColumns = SaliencyColumns.Create(outputColumnName, explainer.Scorer.InputShape, explainer.Scorer.ClassCount, options.Targets);
    }

    /// <summary>The method and the classifier behind the maps.</summary>
    public IExplainer Explainer { get; }

    internal sealed override IReadOnlyList<OutputColumn> OutputColumns { get; }

    internal sealed override IReadOnlyList<DataViewSchema.Column> FindInputs(DataViewSchema inputSchema) =>
        [InputColumn.Find(inputSchema, _inputColumnName, Explainer.Scorer.InputShape)];

    internal sealed override RowComputation Bind(DataViewRow input, IReadOnlyList<DataViewSchema.Column> inputs) =>
        new SaliencyComputation(input, inputs[0], Explainer, _options);

    /// <inheritdoc/>
    protected sealed override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _owned?.Dispose();
        }

        base.Dispose(disposing);
    }
}
