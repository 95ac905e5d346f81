namespace Microsoft.ML.Saliency.Tests;

/// <summary>A baseline in the model's space that is a plain function.</summary>
internal sealed class TestBaseline(BaselineVariation variation, BaselineWriter write) : Baseline("test", BaselineSpace.Model, variation)
{
    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape) => write;
}
