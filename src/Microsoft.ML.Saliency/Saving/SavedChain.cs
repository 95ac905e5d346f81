using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>
/// How transformers are saved. ML.NET lets none from outside write itself, but any may write other transformers in its place: here a chain of
/// built-in ones. A custom mapping, known by its contract, adds a key; two value mappings hold settings and model under that key; a second
/// custom mapping reads them, once, and computes what the transformer would. ML.NET loads the assembly of custom mappings by itself, so
/// that such a chain works wherever this library is; to become the transformer again, it is opened.
/// </summary>
internal static class SavedChain
{
    /// <summary>The chain of a transformer.</summary>
    public static TransformerChain<ITransformer> Create(SavedTransformer saved)
    {
        var chain = new SavedChainBuilder(saved);
        chain.Begin(saved);
        switch (saved)
        {
            case SavedSaliency maps:
                AddMaps(chain, maps);
                break;
            case SavedPerturbationCurve curve:
                AddCurve(chain, curve);
                break;
            case SavedHeatmap heatmap:
                AddHeatmap(chain, heatmap);
                break;
        }

        return chain.End();
    }

    /// <summary>What was loaded, with all saved chains in it turned into the transformers that they were.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="loaded">What was loaded.</param>
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

    private static void AddMaps(SavedChainBuilder chain, SavedSaliency saved)
    {
        bool isSingle = saved.SaliencyOptions.Targets.IsSingle;
        chain.AddTensor(saved);
        chain.AddMapping(new ExplainMapping(), ExplainMapping.Contract);
        chain.Copy(saved.OutputColumnName, SavedColumns.Map);
        chain.Copy(saved.OutputColumnName + nameof(SaliencyColumns.Target), isSingle ? SavedColumns.Target : SavedColumns.Targets);
        chain.Copy(saved.OutputColumnName + nameof(SaliencyColumns.Score), isSingle ? SavedColumns.Score : SavedColumns.Scores);
        if (saved.SaliencyOptions.Labels is not null)
        {
            chain.Copy(saved.OutputColumnName + nameof(SaliencyColumns.TargetLabel), isSingle ? SavedColumns.TargetLabel : SavedColumns.TargetLabels);
        }
    }

    private static void AddCurve(SavedChainBuilder chain, SavedPerturbationCurve saved)
    {
        string output = saved.Columns.Output;
        chain.AddTensor(saved);
        chain.Copy(SavedColumns.Map, saved.Columns.Map);
        chain.Add(transforms => transforms.Concatenate(SavedColumns.Targets, saved.Columns.Target));
        chain.AddMapping(new CurveMapping(), CurveMapping.Contract);
        chain.Copy(output, SavedColumns.Scores);
        chain.Copy(output + nameof(PerturbationCurveColumns.Fractions), SavedColumns.Fractions);
        chain.Copy(output + nameof(PerturbationCurveColumns.Auc), saved.IsSingle ? SavedColumns.Auc : SavedColumns.Aucs);
        chain.Copy(output + nameof(PerturbationCurveColumns.Aopc), saved.IsSingle ? SavedColumns.Aopc : SavedColumns.Aopcs);
    }

    private static void AddHeatmap(SavedChainBuilder chain, SavedHeatmap saved)
    {
        chain.Copy(SavedColumns.Image, saved.Columns.Image);
        chain.Copy(SavedColumns.Map, saved.Columns.Map);
        chain.AddMapping(new HeatmapMapping(), HeatmapMapping.Contract);
        chain.Copy(saved.Columns.Output, SavedColumns.Picture);
    }

    /// <summary>A chain tells which members a scope has, but not the scopes of a member.</summary>
    private static IEnumerable<TransformerScope> ScopesOf(TransformerChain<ITransformer> chain)
    {
        TransformerScope[] all = [TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring];
        (TransformerScope Scope, HashSet<ITransformer> Members)[] scopes = [.. all.Select(scope => (scope, chain.GetModelFor(scope).ToHashSet()))];
        return [.. chain.Select(member => scopes.Where(scope => scope.Members.Contains(member)).Aggregate(TransformerScope.None, (sum, scope) => sum | scope.Scope))];
    }
}
