using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public abstract class CustomMappingFactory<TSrc, TDst>
    where TSrc : class, new()
    where TDst : class, new()
{
    public abstract Action<TSrc, TDst> GetMapping();
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    private CustomMappingEstimator()
        : base(null)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw ModelSaveContext.NotSupported();
}

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private CustomMappingTransformer()
    {
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw ModelSaveContext.NotSupported();

    public IDataView Transform(IDataView input) => throw ModelSaveContext.NotSupported();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => throw ModelSaveContext.NotSupported();

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw ModelSaveContext.NotSupported();
}
