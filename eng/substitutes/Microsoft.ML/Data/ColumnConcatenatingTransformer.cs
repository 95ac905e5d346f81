namespace Microsoft.ML.Data;

public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private ColumnConcatenatingTransformer()
    {
    }

    private protected override RowMapping Map(DataViewSchema schema) => throw ModelSaveContext.NotSupported();
}
