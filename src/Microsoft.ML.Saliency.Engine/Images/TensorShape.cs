using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>The shape of one image tensor: what a classifier eats, without the batch dimension.</summary>
/// <param name="Channels">Number of channels C (1 for grey, 3 for colour).</param>
/// <param name="Height">Height H in pixels.</param>
/// <param name="Width">Width W in pixels.</param>
/// <param name="Layout">The order of the values in memory.</param>
public readonly record struct TensorShape(int Channels, int Height, int Width, TensorLayout Layout = TensorLayout.Nchw)
{
    /// <summary>Number of values, C x H x W.</summary>
    [JsonIgnore]
    public int Length => Channels * Height * Width;

    /// <summary>The dimensions in memory order, as in "3 x 224 x 224".</summary>
    public override string ToString() => Layout == TensorLayout.Nchw
        ? $"{Channels} x {Height} x {Width}"
        : $"{Height} x {Width} x {Channels}";
}
