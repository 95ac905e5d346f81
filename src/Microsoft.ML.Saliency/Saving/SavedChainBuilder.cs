namespace Microsoft.ML.Saliency;

/// <summary>Builds the chain of a saved transformer, step by step; the first three steps provide key, settings and model.</summary>
internal sealed class SavedChainBuilder
{
    private readonly TransformsCatalog _transforms = new MLContext().Transforms;
    private readonly List<ITransformer> _members = [];
    private IDataView _data;

    /// <param name="saved">The transformer. The steps are fitted to data with its input columns and without a row.</param>
    public SavedChainBuilder(SavedTransformer saved)
    {
        var builder = new DataViewSchema.Builder();
        foreach ((string name, DataViewType type) in saved.Inputs)
        {
            builder.AddColumn(name, type);
        }

        _data = new RowlessView(builder.ToSchema());
        AddMapping(new BeginMapping(), BeginMapping.Contract);
        KeyValuePair<string, string>[] settings = [new(BeginMapping.Key, saved.ToJson())];
        KeyValuePair<string, byte[]>[] model = [new(BeginMapping.Key, saved.ModelContent)];
        Add(transforms => transforms.Conversion.MapValue(SavedColumns.Settings, settings, SavedColumns.Key));
        Add(transforms => transforms.Conversion.MapValue(SavedColumns.Model, model, SavedColumns.Key));
    }

    /// <summary>Adds the steps that create the model's input.</summary>
    public void AddTensor(SavedModelTransformer saved)
    {
        Copy(saved.IsImage ? SavedColumns.Image : SavedColumns.Tensor, saved.ImageColumnName);
        if (saved.IsImage)
        {
            AddMapping(new PreprocessMapping(), PreprocessMapping.Contract);
        }
    }

    public void Copy(string outputColumnName, string inputColumnName) =>
        Add(transforms => transforms.CopyColumns(outputColumnName, inputColumnName));

    /// <summary>Adds the step that computes a row of results, and the copies that give its columns their output names.</summary>
    public void AddResults<TInput, TRow>(CustomMappingFactory<TInput, TRow> factory, string contract, ColumnLayout layout)
        where TInput : class, new()
        where TRow : class, new()
    {
        AddMapping(factory, contract);
        SchemaDefinition saved = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write);
        foreach (OutputColumn column in OutputColumns.Of<TRow>(layout))
        {
            Copy(column.Name, saved.Single(property => property.MemberName == column.Value.Name).ColumnName);
        }
    }

    public void Add(Func<TransformsCatalog, IEstimator<ITransformer>> create)
    {
        ITransformer member = create(_transforms).Fit(_data);
        _members.Add(member);
        _data = member.Transform(_data);
    }

    /// <summary>Returns the chain, without the columns that only its members use.</summary>
    public TransformerChain<ITransformer> Build()
    {
        IEnumerable<string> names = _data.Schema.Select(column => column.Name).Distinct();
        string[] inner = [.. names.Where(name => name.StartsWith(SavedColumns.Prefix, StringComparison.Ordinal))];
        Add(transforms => transforms.DropColumns(inner));
        return new TransformerChain<ITransformer>([.. _members]);
    }

    private void AddMapping<TInput, TOutput>(CustomMappingFactory<TInput, TOutput> factory, string contract)
        where TInput : class, new()
        where TOutput : class, new() => Add(transforms => transforms.CustomMapping(factory.GetMapping(), contract));
}
