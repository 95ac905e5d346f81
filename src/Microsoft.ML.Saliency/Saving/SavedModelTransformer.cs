namespace Microsoft.ML.Saliency;

/// <summary>A saved transformer that has a model.</summary>
internal abstract record SavedModelTransformer : SavedTransformer
{
    /// <summary>Gets whether the column that was fitted holds images, not vectors.</summary>
    [JsonRequired]
    public bool IsImage { get; init; }

    /// <summary>Gets the model.</summary>
    [JsonRequired]
    public SavedModel Model { get; init; } = null!;

    /// <summary>Gets the name of the column with the images or vectors.</summary>
    [JsonIgnore]
    public abstract string ImageColumnName { get; }

    /// <summary>Gets the settings that all transformers with a model have.</summary>
    [JsonIgnore]
    public abstract ModelEstimatorOptions ModelOptions { get; }

    /// <summary>Gets the shape of the model's input.</summary>
    [JsonIgnore]
    public TensorShape InputShape => ModelOptions.Scorer.InputShape!.Value;

    [JsonIgnore]
    public override IReadOnlyList<(string Name, DataViewType Type)> Inputs => [(ImageColumnName, IsImage ? ImageType : VectorType)];

    [JsonIgnore]
    public sealed override byte[] ModelContent => Model.Content;

    /// <summary>Opens the transformer, with a separate scorer.</summary>
    public sealed override RowTransformer Open(byte[] model, MLContext? context)
    {
        OnnxScorerOptions options = ModelOptions.Scorer;
        if (context is not null)
        {
            options = ContextSettings.Complete(options with { OnWarning = new ContextLog(context, "Load").Warn }, context);
        }

        OnnxScorer scorer = Model.Open(model, options);
        try
        {
            return Create(scorer);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    /// <summary>Creates the transformer, which owns the scorer.</summary>
    protected abstract RowTransformer Create(OnnxScorer scorer);
}
