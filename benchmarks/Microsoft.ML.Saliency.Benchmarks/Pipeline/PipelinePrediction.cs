namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What is read of an explained row.</summary>
internal sealed class PipelinePrediction
{
    /// <summary>The map.</summary>
    public float[] Saliency { get; set; } = [];
}
