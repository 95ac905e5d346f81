namespace Microsoft.ML.Saliency;

/// <summary>The saved form of transformers. ML.NET lets no transformer from outside write itself, but each may write others in its place:
/// here a chain of built-in ones. A custom mapping, known by its contract, adds a key; two value mappings hold settings and model under
/// that key; a second custom mapping reads them once and computes the results. ML.NET loads the assembly of custom mappings by itself, so
/// such a chain works wherever this library is deployed; opening it restores the transformer.</summary>
internal static class SavedChain
{
    private static readonly TransformerScope[] Scopes = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];

    /// <summary>Restores the transformers of all saved chains in a loaded model.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="loaded">The loaded model.</param>
    public static ITransformer Open(MLContext mlContext, ITransformer loaded)
    {
        if (loaded is not TransformerChain<ITransformer> chain)
        {
            return loaded;
        }

        if (chain.FirstOrDefault() is CustomMappingTransformer<BeginMapping.Input, BeginMapping.Output>)
        {
            IDataView data = mlContext.Data.LoadFromEnumerable([new BeginMapping.Output()]);
            data = chain.Take(3).Aggregate(data, (view, member) => member.Transform(view));
            ReadOnlyMemory<char> settings = data.GetColumn<ReadOnlyMemory<char>>(SavedColumns.Settings).Single();
            byte[] model = data.GetColumn<byte[]>(SavedColumns.Model).Single();
            return SavedTransformer.FromJson(settings).Open(model, mlContext);
        }

        var opened = new List<ITransformer>();
        try
        {
            opened.AddRange(chain.Select(member => Open(mlContext, member)));
        }
        catch
        {
            foreach (IDisposable transformer in opened.OfType<RowTransformer>())
            {
                transformer.Dispose();
            }

            throw;
        }

        return new TransformerChain<ITransformer>(opened, ScopesOf(chain));
    }

    /// <summary>Finds the scopes of each member; a chain only knows the members of each scope.</summary>
    private static IEnumerable<TransformerScope> ScopesOf(TransformerChain<ITransformer> chain)
    {
        ILookup<ITransformer, TransformerScope> scopes = Scopes
            .SelectMany(scope => chain.GetModelFor(scope).Select(member => (member, scope)))
            .ToLookup(pair => pair.member, pair => pair.scope);
        return [.. chain.Select(member => scopes[member].Aggregate(TransformerScope.None, (sum, scope) => sum | scope))];
    }
}
