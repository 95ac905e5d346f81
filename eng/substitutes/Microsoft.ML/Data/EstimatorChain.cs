using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly Link[] _links;

    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() : this(Array.Empty<Link>())
    {
    }

    internal EstimatorChain(Link[] links)
    {
        _links = links;
        LastEstimator = links.LastOrDefault()?.Estimator as IEstimator<TLastTransformer>;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        // Shapes go through the whole chain before anything is fitted, as in ML.NET.
        GetOutputSchema(SchemaShape.Create(input.Schema));

        var transformers = new List<ITransformer>();
        var data = input;
        foreach (var link in _links)
        {
            var transformer = link.Estimator.Fit(data);
            transformers.Add(transformer);
            data = transformer.Transform(data);
            if (link.CacheAfter)
            {
                data = new CacheDataView(data);
            }
        }
        return new TransformerChain<TLastTransformer>(transformers, _links.Select(link => link.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _links.Aggregate(inputSchema, (shape, link) => link.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator,
        TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(estimator);
        return new EstimatorChain<TNewTrans>(_links.Append(new Link(estimator, scope, CacheAfter: false)).ToArray());
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        ArgumentNullException.ThrowIfNull(env);
        if (_links.Length == 0)
        {
            throw new InvalidOperationException("Current estimator chain has no estimator, can't append cache checkpoint.");
        }

        return new EstimatorChain<TLastTransformer>(_links.SkipLast(1).Append(_links[^1] with { CacheAfter = true }).ToArray());
    }
}

internal sealed record Link(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
