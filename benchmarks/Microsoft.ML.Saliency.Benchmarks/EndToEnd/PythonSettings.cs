using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The fastest settings found.</summary>
/// <param name="Batch">Images per batch.</param>
/// <param name="ChannelsLast">Whether the tensors are N x H x W x C in memory.</param>
/// <param name="Optimized">Whether the model is traced and compiled for inference.</param>
internal sealed record PythonSettings(
    int Batch, [property: JsonPropertyName("channels_last")] bool ChannelsLast, bool Optimized)
{
    public override string ToString() =>
        $"batch {Batch}, {(ChannelsLast ? "channels last" : "channels first")}, {(Optimized ? "optimize_for_inference" : "eager")}";
}
