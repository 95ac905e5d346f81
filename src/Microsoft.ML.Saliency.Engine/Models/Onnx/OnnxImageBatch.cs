using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency;

/// <summary>A batch of images.</summary>
internal sealed class OnnxImageBatch(OnnxScorer scorer, InferenceSession session, int capacity)
    : OnnxBatch(scorer, session, capacity, scorer.InputShape.Length)
{
    protected override void BindInputs(OnnxBinding binding, int images) =>
        binding.ChangingInput(Scorer.InputName, binding.Own(OnnxBinding.Value(Buffer.AsMemory(0, images * InputLength), OnnxProbe.InputDimensions(Scorer.InputShape, images))));

    protected override void WriteInputs(int images)
    {
    }
}
