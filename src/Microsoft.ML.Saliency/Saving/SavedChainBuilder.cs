using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>Puts the chain of a saved transformer together, step by step.</summary>
internal sealed class SavedChainBuilder
{
    private readonly TransformsCatalog _transforms = new MLContext().Transforms;
    private readonly List<ITransformer> _members = [];
    private IDataView _data;

    /// <param name="saved">The transformer; data with the columns that it reads are what the steps are fitted to, without a row.</param>
    public SavedChainBuilder(SavedTransformer saved)
    {
        var builder = new DataViewSchema.Builder();
        foreach ((string name, DataViewType type) in saved.Inputs)
        {
            builder.AddColumn(name, type);
        }

        _data = new RowlessView(builder.ToSchema());
    }

    /// <summary>Key, settings, model: the first three members of every saved chain.</summary>
    public void Begin(SavedTransformer saved)
    {
        AddMapping(new BeginMapping(), BeginMapping.Contract);
        Add(transforms => transforms.Conversion.MapValue(SavedColumns.Settings, [KeyValuePair.Create(BeginMapping.Key, saved.ToJson())], SavedColumns.Key));
        Add(transforms => transforms.Conversion.MapValue(SavedColumns.Model, [KeyValuePair.Create(BeginMapping.Key, saved.ModelContent)], SavedColumns.Key));
    }

    /// <summary>What the model eats.</summary>
    public void AddTensor(SavedModelTransformer saved)
    {
        Copy(saved.IsImage ? SavedColumns.Image : SavedColumns.Tensor, saved.ImageColumnName);
        if (saved.IsImage)
        {
            AddMapping(new PreprocessMapping(), PreprocessMapping.Contract);
        }
    }

    public void Copy(string outputColumnName, string inputColumnName) => Add(transforms => transforms.CopyColumns(outputColumnName, inputColumnName));

    public void AddMapping<TInput, TOutput>(CustomMappingFactory<TInput, TOutput> factory, string contract)
        where TInput : class, new()
        where TOutput : class, new() => Add(transforms => transforms.CustomMapping(factory.GetMapping(), contract));

    public void Add(Func<TransformsCatalog, IEstimator<ITransformer>> create)
    {
        ITransformer member = create(_transforms).Fit(_data);
        _members.Add(member);
        _data = member.Transform(_data);
    }

    /// <summary>The chain, without the columns that only its members use.</summary>
    public TransformerChain<ITransformer> End()
    {
        string[] inner = [.. _data.Schema.Select(column => column.Name).Where(name => name.StartsWith(SavedColumns.Prefix, StringComparison.Ordinal)).Distinct()];
        Add(transforms => transforms.DropColumns(inner));
        return new TransformerChain<ITransformer>([.. _members]);
    }
}
