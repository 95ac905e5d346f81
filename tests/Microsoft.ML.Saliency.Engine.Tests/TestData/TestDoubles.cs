namespace Microsoft.ML.Saliency.Tests;

/// <summary>A baseline in the model's space that is a plain function.</summary>
internal sealed class TestBaseline(BaselineVariation variation, BaselineWriter write) : Baseline("test", BaselineSpace.Model, variation)
{
    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape) => write;
}

/// <summary>Keeps the reports of progress, in their order.</summary>
internal sealed class Recorder(List<SaliencyProgress> reports) : IProgress<SaliencyProgress>
{
    public void Report(SaliencyProgress value) => reports.Add(value);
}
