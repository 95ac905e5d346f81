namespace Microsoft.ML.Saliency;

/// <summary>A tensor's channels as planes of H x W, in the model's space and order of channels.</summary>
internal static class TensorPlanes
{
    /// <summary>C x H x W values, channels first, of a tensor in its layout.</summary>
    public static float[] Split(ReadOnlySpan<float> tensor, TensorShape shape)
    {
        if (shape.Layout == TensorLayout.Nchw)
        {
            return tensor.ToArray();
        }

        var planes = new float[shape.Length];
        int pixels = shape.Height * shape.Width;
        for (int i = 0; i < planes.Length; i++)
        {
            (int pixel, int channel) = Math.DivRem(i, shape.Channels);
            planes[(channel * pixels) + pixel] = tensor[i];
        }

        return planes;
    }

    /// <summary>The tensor, in its layout, of planes.</summary>
    public static void Join(ReadOnlySpan<float> planes, TensorShape shape, Span<float> tensor)
    {
        if (shape.Layout == TensorLayout.Nchw)
        {
            planes.CopyTo(tensor);
            return;
        }

        int pixels = shape.Height * shape.Width;
        for (int i = 0; i < planes.Length; i++)
        {
            (int pixel, int channel) = Math.DivRem(i, shape.Channels);
            tensor[i] = planes[(channel * pixels) + pixel];
        }
    }

    /// <summary>The mean of a plane, summed in double precision.</summary>
    public static float Mean(ReadOnlySpan<float> plane)
    {
        double sum = 0;
        foreach (float value in plane)
        {
            sum += value;
        }

        return (float)(sum / plane.Length);
    }
}
