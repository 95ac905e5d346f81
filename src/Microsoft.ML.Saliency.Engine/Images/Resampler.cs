using System.Numerics;

namespace Microsoft.ML.Saliency;

/// <summary>
/// Antialiased bilinear resizing and cropping in one go: a horizontal pass over the rows that are needed, then a vertical one.
/// </summary>
internal static class Resampler
{
    /// <summary>Resizes interleaved pixels and returns the wanted part, rows.Length x columns.Length x channels, values 0..255.</summary>
    public static float[] Resample(
        ReadOnlySpan<byte> pixels, int channels, ResampledAxis rows, ResampledAxis columns, ResizeRounding rounding)
    {
        // Pillow works in integers of 22 fractional bits. Doubles hold such sums exactly: only weights and results need rounding.
        bool rounds = rounding == ResizeRounding.Pillow;
        if (rounds)
        {
            rows.QuantizeWeights();
            columns.QuantizeWeights();
        }

        int lineLength = columns.SourceLength * channels;
        int lines = rows.EndSource - rows.FirstSource;
        ReadOnlySpan<byte> needed = pixels.Slice(rows.FirstSource * lineLength, lines * lineLength);

        float[] narrowed = new float[lines * columns.Length * channels];
        for (int line = 0; line < lines; line++)
        {
            Span<float> target = narrowed.AsSpan(line * columns.Length * channels, columns.Length * channels);
            Pass(needed.Slice(line * lineLength, lineLength), channels, columns, 0, target, rounds);
        }

        float[] result = new float[rows.Length * columns.Length * channels];
        Pass<float>(narrowed, columns.Length * channels, rows, rows.FirstSource, result, rounds);
        return result;
    }

    /// <summary>
    /// Filters the first axis of a matrix (axis x width); row 0 of the source is sample <paramref name="origin"/> of the axis.
    /// </summary>
    private static void Pass<T>(ReadOnlySpan<T> source, int width, ResampledAxis axis, int origin, Span<float> target, bool rounds)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < axis.Length; i++)
        {
            ReadOnlySpan<double> weights = axis.Weights(i);
            int start = (axis.Start(i) - origin) * width;
            Span<float> row = target.Slice(i * width, width);
            for (int column = 0; column < width; column++)
            {
                double sum = 0;
                int index = start + column;
                foreach (double weight in weights)
                {
                    sum += weight * double.CreateTruncating(source[index]);
                    index += width;
                }

                row[column] = (float)(rounds ? Math.Floor(sum + 0.5) : sum);
            }
        }
    }
}
