namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that computes results with the model. It opens the transformer at the first row, for all rows and
/// threads of one loaded model. Nothing else holds the transformer: its sessions are freed by their finalizers.</summary>
/// <typeparam name="TTransformer">The transformer that was saved.</typeparam>
/// <typeparam name="TInput">The columns that are read.</typeparam>
/// <typeparam name="TOutput">The row of results.</typeparam>
internal abstract class SavedMapping<TTransformer, TInput, TOutput> : CustomMappingFactory<TInput, TOutput>
    where TTransformer : RowTransformer
    where TInput : SavedInput, new()
    where TOutput : class, new()
{
    public sealed override Action<TInput, TOutput> GetMapping()
    {
        TTransformer? transformer = null;
        object? opening = null;
        return (input, output) =>
        {
            TTransformer opened = LazyInitializer.EnsureInitialized(
                ref transformer,
                ref opening,
                () => (TTransformer)SavedTransformer.FromJson(input.Settings).Open([.. input.Model.DenseValues()], context: null));

            // ML.NET copies the model for each row. Release it before the row is computed.
            input.Model = default;
            Map(opened, input, output);
        };
    }

    /// <summary>Computes the results of one row.</summary>
    protected abstract void Map(TTransformer transformer, TInput input, TOutput output);
}

/// <summary>The columns that every step of a saved chain with a model reads.</summary>
internal class SavedInput
{
    /// <summary>The settings, as JSON.</summary>
    [ColumnName(SavedColumns.Settings)]
    public ReadOnlyMemory<char> Settings { get; set; }

    /// <summary>The model; empty if only its path is saved.</summary>
    [ColumnName(SavedColumns.Model)]
    public VBuffer<byte> Model { get; set; }

    /// <summary>C x H x W values.</summary>
    [ColumnName(SavedColumns.Tensor)]
    public float[] Tensor { get; set; } = [];
}
