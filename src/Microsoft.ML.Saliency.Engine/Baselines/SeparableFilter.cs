namespace Microsoft.ML.Saliency;

/// <summary>What a filter sees beyond the border.</summary>
internal enum BorderMode
{
    /// <summary>The image mirrored with its outermost pixel repeated, d c b a | a b c d | d c b a, as often as it takes.</summary>
    Reflect,

    /// <summary>Zeros.</summary>
    Zero,
}

/// <summary>Filters planes of H x W by the same weights along rows and columns, in double precision. Used by one thread at a
/// time.</summary>
/// <param name="taps">An odd number of weights.</param>
/// <param name="border">What lies beyond the border.</param>
/// <param name="height">Height H.</param>
/// <param name="width">Width W.</param>
internal sealed class SeparableFilter(double[] taps, BorderMode border, int height, int width)
{
    private readonly int _radius = taps.Length / 2;
    private readonly double[] _extended = new double[width + taps.Length - 1];
    private readonly double[] _rows = new double[height * width];
    private readonly double[] _sum = new double[width];

    /// <summary>The place in 0 .. <paramref name="length"/> - 1 that is seen at any position of a line that is reflected at its
    /// ends.</summary>
    public static int Reflect(int position, int length)
    {
        int period = 2 * length;
        int place = ((position % period) + period) % period;
        return place < length ? place : period - 1 - place;
    }

    public void Apply(ReadOnlySpan<float> plane, Span<float> filtered)
    {
        for (int y = 0; y < height; y++)
        {
            Extend(plane.Slice(y * width, width));
            Span<double> row = _rows.AsSpan(y * width, width);
            row.Clear();
            for (int k = 0; k < taps.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(_extended.AsSpan(k, width), taps[k], row, row);
            }
        }

        for (int y = 0; y < height; y++)
        {
            Array.Clear(_sum);
            for (int k = 0; k < taps.Length; k++)
            {
                int source = y + k - _radius;
                if (border == BorderMode.Reflect || (source >= 0 && source < height))
                {
                    TensorPrimitives.MultiplyAdd(_rows.AsSpan(Reflect(source, height) * width, width), taps[k], _sum, _sum);
                }
            }

            TensorPrimitives.ConvertTruncating<double, float>(_sum, filtered.Slice(y * width, width));
        }
    }

    /// <summary>One row with what lies beyond its ends.</summary>
    private void Extend(ReadOnlySpan<float> row)
    {
        for (int i = 0; i < _extended.Length; i++)
        {
            int x = i - _radius;
            bool isInside = x >= 0 && x < width;
            _extended[i] = isInside ? row[x] : border == BorderMode.Reflect ? row[Reflect(x, width)] : 0;
        }
    }
}
