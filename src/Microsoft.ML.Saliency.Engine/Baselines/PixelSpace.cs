namespace Microsoft.ML.Saliency;

/// <summary>The way between pixel values and the values that a model eats, at the model's own size: value = (pixel / divisor - mean) / std, per colour.</summary>
internal sealed class PixelSpace
{
    private readonly TensorShape _shape;
    private readonly bool _reversed;
    private readonly float[] _scale;
    private readonly float[] _offset;

    public PixelSpace(ImagePreprocessing preprocessing, TensorShape shape)
    {
        _shape = shape;
        _reversed = preprocessing.ChannelOrder == ChannelOrder.Bgr && shape.Channels == 3;
        ChannelValues mean = preprocessing.Mean, std = preprocessing.Std;
        float[] means = [mean.Red, mean.Green, mean.Blue], stds = [std.Red, std.Green, std.Blue];
        _scale = Array.ConvertAll(stds, value => preprocessing.Divisor * value);
        _offset = Array.ConvertAll(means, value => preprocessing.Divisor * value);
    }

    /// <summary>Pixel values, as planes of red, green, blue (or grey), of a tensor.</summary>
    public void ToPixels(ReadOnlySpan<float> tensor, Span<float> planes)
    {
        for (int i = 0; i < tensor.Length; i++)
        {
            (int color, int plane) = Locate(i);
            planes[plane] = (tensor[i] * _scale[color]) + _offset[color];
        }
    }

    /// <summary>The tensor of planes of pixel values.</summary>
    public void ToTensor(ReadOnlySpan<float> planes, Span<float> tensor)
    {
        for (int i = 0; i < tensor.Length; i++)
        {
            (int color, int plane) = Locate(i);
            tensor[i] = (planes[plane] - _offset[color]) / _scale[color];
        }
    }

    /// <summary>The colour of a tensor's value, and its place in the planes.</summary>
    private (int Color, int Plane) Locate(int index)
    {
        int pixels = _shape.Height * _shape.Width;
        (int channel, int pixel) = _shape.Layout == TensorLayout.Nchw
            ? (index / pixels, index % pixels)
            : (index % _shape.Channels, index / _shape.Channels);
        int color = _reversed ? _shape.Channels - 1 - channel : channel;
        return (color, (color * pixels) + pixel);
    }
}
