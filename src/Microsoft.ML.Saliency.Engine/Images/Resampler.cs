using System.Numerics;

namespace Microsoft.ML.Saliency;

/// <summary>Antialiased bilinear resizing and cropping: a horizontal pass over the rows that are needed, then a vertical one.</summary>
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

    /// <summary>Filters the first axis of a matrix (axis x width). Row 0 of the source is sample <paramref name="origin"/>.</summary>
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

/// <summary>The antialiased bilinear filter along one axis: the source samples of each sample of the wanted part of the resized axis, and
/// their weights. Positions and weights as in Pillow's <c>precompute_coeffs</c>, which torch's antialiased interpolation shares.</summary>
internal sealed class ResampledAxis
{
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly double[] _weights;
    private readonly int _stride;

    /// <param name="sourceLength">Samples of the source axis.</param>
    /// <param name="resizedLength">Samples of the whole resized axis.</param>
    /// <param name="offset">First wanted sample of the resized axis.</param>
    /// <param name="length">Number of wanted samples.</param>
    public ResampledAxis(int sourceLength, int resizedLength, int offset, int length)
    {
        double scale = (double)sourceLength / resizedLength;
        double halfWidth = Math.Max(1, scale);
        SourceLength = sourceLength;
        Length = length;
        _stride = (2 * (int)Math.Ceiling(halfWidth)) + 1;
        _starts = new int[length];
        _counts = new int[length];
        _weights = new double[length * _stride];

        for (int i = 0; i < length; i++)
        {
            double center = (offset + i + 0.5) * scale;
            int start = Math.Max(0, (int)(center - halfWidth + 0.5));
            int count = Math.Min(sourceLength, (int)(center + halfWidth + 0.5)) - start;
            Span<double> weights = _weights.AsSpan(i * _stride, count);
            double sum = 0;
            for (int tap = 0; tap < count; tap++)
            {
                weights[tap] = Math.Max(0, 1 - Math.Abs((start + tap + 0.5 - center) / halfWidth));
                sum += weights[tap];
            }

            for (int tap = 0; tap < count; tap++)
            {
                weights[tap] /= sum;
            }

            (_starts[i], _counts[i]) = (start, count);
        }
    }

    /// <summary>Samples of the source axis.</summary>
    public int SourceLength { get; }

    /// <summary>Number of wanted samples.</summary>
    public int Length { get; }

    /// <summary>The first source sample that any wanted sample reads.</summary>
    public int FirstSource => _starts[0];

    /// <summary>One past the last source sample that any wanted sample reads.</summary>
    public int EndSource => _starts[^1] + _counts[^1];

    /// <summary>The first source sample that wanted sample <paramref name="index"/> reads.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>The weights of the source samples from <see cref="Start"/> on; their sum is 1.</summary>
    public ReadOnlySpan<double> Weights(int index) => _weights.AsSpan(index * _stride, _counts[index]);

    /// <summary>Rounds every weight to a multiple of 2^-22, the precision of Pillow's 8-bit images.</summary>
    public void QuantizeWeights()
    {
        const double Unit = 1 << 22;
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] = Math.Floor((_weights[i] * Unit) + 0.5) / Unit;
        }
    }
}
