namespace Microsoft.ML.Saliency;

/// <summary>The way between pixel values and a model's input values, at the model's size: value = (pixel / divisor - mean) / std, per
/// color, in the order of operations of <see cref="ImagePreprocessing.Apply"/>, so that a black image and the baseline "black" are equal
/// bit for bit. Alpha, if the model takes it, is opaque.</summary>
internal sealed class PixelSpace
{
    private readonly TensorShape _shape;
    private readonly ImagePreprocessing _preprocessing;

    /// <exception cref="ArgumentException">The shape has not 1, 3 or 4 channels.</exception>
    public PixelSpace(ImagePreprocessing preprocessing, TensorShape shape)
    {
        if (shape.Channels is not (1 or 3 or 4))
        {
            throw new ArgumentException(
                $"Pixel space needs a model's input of 1 channel (gray), 3 (color) or 4 (color and alpha), but the input of {shape} has "
                + $"{shape.Channels}.",
                nameof(shape));
        }

        _shape = shape;
        _preprocessing = preprocessing;
    }

    /// <summary>Pixel values, as planes of red, green, blue (or gray), of a tensor.</summary>
    public void ToPixels(ReadOnlySpan<float> tensor, Span<float> planes)
    {
        float divisor = _preprocessing.Divisor;
        int pixels = _shape.Height * _shape.Width;
        for (int color = 0; color < _shape.Colors.Channels; color++)
        {
            (int source, int step) = Locate(color);
            (float mean, float std) = (_preprocessing.Mean[color], _preprocessing.Std[color]);
            foreach (ref float pixel in planes.Slice(color * pixels, pixels))
            {
                pixel = ((tensor[source] * std) + mean) * divisor;
                source += step;
            }
        }
    }

    /// <summary>The tensor of planes of pixel values.</summary>
    public void ToTensor(ReadOnlySpan<float> planes, Span<float> tensor)
    {
        float divisor = _preprocessing.Divisor;
        int pixels = _shape.Height * _shape.Width;
        for (int color = 0; color < _shape.Colors.Channels; color++)
        {
            (int target, int step) = Locate(color);
            (float mean, float std) = (_preprocessing.Mean[color], _preprocessing.Std[color]);
            foreach (float pixel in planes.Slice(color * pixels, pixels))
            {
                tensor[target] = ((pixel / divisor) - mean) / std;
                target += step;
            }
        }

        _preprocessing.WriteAlpha(_shape, tensor);
    }

    /// <summary>Where in the tensor a color's values begin, and how far apart they lie.</summary>
    private (int First, int Step) Locate(int color)
    {
        int channel = _preprocessing.ChannelOrder == ChannelOrder.Bgr ? _shape.Colors.Channels - 1 - color : color;
        return _shape.Layout == TensorLayout.Nchw ? (channel * _shape.Height * _shape.Width, 1) : (channel, _shape.Channels);
    }
}
