using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    private OnnxTransformer()
    {
    }

    public void Dispose()
    {
    }

    private protected override RowMapping Map(DataViewSchema schema) => throw new NotSupportedException();
}
