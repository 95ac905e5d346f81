namespace Microsoft.ML.Saliency.Tests;

/// <summary>Small pictures, given in pixel space, for hand-worked cases.</summary>
internal static class Pictures
{
    /// <summary>The pixel values are the tensor's.</summary>
    public static readonly ImagePreprocessing PixelValues = new() { Divisor = 1, Resize = ResizeMode.None };

    /// <summary>A gray picture, row by row.</summary>
    public static ClassifierInput Gray(params float[] pixels) => new(pixels, PixelValues);

    /// <summary>A color picture of different values, none of them alike.</summary>
    public static RgbImage Colorful(int height, int width)
    {
        var image = new RgbImage(height, width);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)((i * 37) % 251);
        }

        return image;
    }

    /// <summary>Planes of red, green and blue, 0..255, of a tensor that was made by the given preprocessing; worked out apart from the
    /// product's code.</summary>
    public static float[] ToPlanes(float[] tensor, TensorShape shape, ImagePreprocessing preprocessing)
    {
        var planes = new float[tensor.Length];
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                for (int color = 0; color < shape.Channels; color++)
                {
                    int channel = preprocessing.ChannelOrder == ChannelOrder.Bgr ? shape.Channels - 1 - color : color;
                    int index = shape.Layout == TensorLayout.Nchw
                        ? (((channel * shape.Height) + y) * shape.Width) + x
                        : (((y * shape.Width) + x) * shape.Channels) + channel;
                    double value = ((double)tensor[index] * preprocessing.Std[color]) + preprocessing.Mean[color];
                    planes[(((color * shape.Height) + y) * shape.Width) + x] = (float)(value * preprocessing.Divisor);
                }
            }
        }

        return planes;
    }
}
