namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A row of the data.</summary>
internal sealed class PipelineRow
{
    /// <summary>The values of the image; its type's dimensions are set when it is loaded.</summary>
    public float[] Pixels { get; set; } = [];
}
