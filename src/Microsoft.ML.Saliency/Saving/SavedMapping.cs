using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>
/// The step of a saved chain that computes with the model. The transformer is opened at the first row and serves all rows and threads of one
/// loaded model, which alone holds it: its sessions are freed by their finalizers.
/// </summary>
/// <typeparam name="TTransformer">The transformer that was saved.</typeparam>
/// <typeparam name="TInput">The columns that are read.</typeparam>
/// <typeparam name="TOutput">The columns that are written.</typeparam>
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
                ref transformer, ref opening, () => (TTransformer)SavedTransformer.FromJson(input.Settings).Open([.. input.Model.DenseValues()], context: null));

            // ML.NET copies the model for each row, no more than one pass through it reads; it need not stay while the row is computed.
            input.Model = default;
            Map(opened, input, output);
        };
    }

    /// <summary>Computes one row.</summary>
    protected abstract void Map(TTransformer transformer, TInput input, TOutput output);
}
