using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    private OnnxScoringEstimator()
        : base(null)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();
}
