using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private ColumnConcatenatingEstimator()
    {
    }

    public ColumnConcatenatingTransformer Fit(IDataView input) => throw ModelSaveContext.NotSupported();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw ModelSaveContext.NotSupported();
}
