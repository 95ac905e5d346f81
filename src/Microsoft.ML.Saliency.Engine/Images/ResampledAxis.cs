namespace Microsoft.ML.Saliency;

/// <summary>
/// The antialiased bilinear filter along one axis: which source samples make up each sample of the wanted part of the resized axis, and
/// with what weights.
/// Positions and weights as in Pillow's <c>precompute_coeffs</c>, which torch's antialiased interpolation shares.
/// </summary>
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
            double centre = (offset + i + 0.5) * scale;
            int start = Math.Max(0, (int)(centre - halfWidth + 0.5));
            int count = Math.Min(sourceLength, (int)(centre + halfWidth + 0.5)) - start;
            Span<double> weights = _weights.AsSpan(i * _stride, count);
            double sum = 0;
            for (int tap = 0; tap < count; tap++)
            {
                weights[tap] = Math.Max(0, 1 - Math.Abs((start + tap + 0.5 - centre) / halfWidth));
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
