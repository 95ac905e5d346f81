namespace Microsoft.ML.Saliency;

/// <summary>The masks of one RISE run. Mask i is a grid of h x w cells, each kept with probability p, upsampled to the image's size and
/// shifted by a whole number of pixels (row, column), uniform in 0 .. cell - 1: a pure function of (seed, i), never stored.</summary>
/// <param name="shape">Shape of the model's input.</param>
/// <param name="grid">Rows h and columns w of the grid.</param>
/// <param name="seed">The seed.</param>
/// <param name="keepProbability">The probability p.</param>
/// <param name="isPaired">Whether masks 2i and 2i + 1 are antithetic: of one shift, one keeping the cells that the other removes.</param>
internal class RiseMasks(TensorShape shape, (int Height, int Width) grid, ulong seed, double keepProbability, bool isPaired)
{
    private readonly Lazy<MaskFamily> _family =
        new(() => new MaskFamily(new GridAxis(shape.Height, grid.Height).Shifts(), new GridAxis(shape.Width, grid.Width).Shifts()));

    /// <summary>The probability p that a cell is kept.</summary>
    public double KeepProbability => keepProbability;

    /// <summary>Whether masks 2i and 2i + 1 are antithetic.</summary>
    public bool IsPaired => isPaired;

    /// <summary>The vertical axis: rows.</summary>
    public GridAxis Rows { get; } = new(shape.Height, grid.Height);

    /// <summary>The horizontal axis: columns.</summary>
    public GridAxis Columns { get; } = new(shape.Width, grid.Width);

    /// <summary>Number of grid cells, h x w.</summary>
    public int CellCount => Rows.Cells * Columns.Cells;

    /// <summary>Draws mask <paramref name="index"/>: its grid (h x w, 1 = kept, 0 = removed) and its shift.</summary>
    public virtual (int Row, int Column) Draw(long index, Span<float> grid)
    {
        bool isSecond = isPaired && (index & 1) == 1;
        (float kept, float removed) = isSecond ? (0, 1) : (1, 0);
        var random = new CounterRandom(seed, RandomStream.RiseMasks, (ulong)(isPaired ? index >> 1 : index));
        for (int cell = 0; cell < grid.Length; cell++)
        {
            grid[cell] = random.NextBoolean(keepProbability) ? kept : removed;
        }

        return (random.NextInt32(Rows.CellSize), random.NextInt32(Columns.CellSize));
    }

    /// <summary>The images x . M_i + b . (1 - M_i), b being the baseline.</summary>
    public Perturbations Perturb(ClassifierInput input, Baseline baseline) => new(
        () => CreateWriter(input, baseline), MaskedImage.Create(_family.Value, input, shape, baseline, () => WriteMask));

    /// <summary>Writes mask <paramref name="index"/> in the form of a <see cref="MaskFamily"/>.</summary>
    public void WriteMask(long index, Span<float> mask)
    {
        (mask[MaskFamily.Row], mask[MaskFamily.Column]) = Draw(index, mask[MaskFamily.Grid..]);
        mask[MaskFamily.Threshold] = MaskFamily.BelowAll;
    }

    /// <summary>Makes a writer of masked images.</summary>
    public PerturbationWriter CreateWriter(ClassifierInput input, Baseline baseline)
    {
        var grid = new float[CellCount];
        var gridRows = new float[Rows.Cells * shape.Width];
        var mask = new float[shape.Height * shape.Width];
        var interleavedMask = new float[shape.Width * shape.Channels];
        var removed = new bool[mask.Length];
        var replaced = new float[shape.Length];
        BaselineWriter writeBaseline = baseline.CreateWriter(input, shape);
        bool isWritten = false, isZero = false;
        return (index, tensor) =>
        {
            Render(index, grid, gridRows, mask);
            if (!isWritten || baseline.Variation != BaselineVariation.Fixed)
            {
                FindRemoved(mask, removed);
                writeBaseline((ulong)index, removed, replaced);
                isWritten = true;
                isZero = !replaced.AsSpan().ContainsAnyExcept(0);
            }

            ReadOnlySpan<float> image = input.Tensor.Span;
            if (shape.Layout == TensorLayout.Nchw)
            {
                for (int first = 0; first < tensor.Length; first += mask.Length)
                {
                    Blend(replaced.AsSpan(first, mask.Length), image.Slice(first, mask.Length), mask, isZero, tensor[first..]);
                }
            }
            else
            {
                for (int first = 0, y = 0; first < tensor.Length; first += interleavedMask.Length, y++)
                {
                    Interleave(mask.AsSpan(y * shape.Width, shape.Width), interleavedMask);
                    int length = interleavedMask.Length;
                    Blend(replaced.AsSpan(first, length), image.Slice(first, length), interleavedMask, isZero, tensor[first..]);
                }
            }
        };
    }

    /// <summary>Draws mask <paramref name="index"/> at the image's size, H x W values in 0..1.</summary>
    public void Render(long index, Span<float> mask)
    {
        var grid = new float[CellCount];
        var gridRows = new float[Rows.Cells * shape.Width];
        Render(index, grid, gridRows, mask);
    }

    private void Render(long index, Span<float> grid, Span<float> gridRows, Span<float> mask)
    {
        (int shiftRow, int shiftColumn) = Draw(index, grid);
        StretchColumns(grid, shiftColumn, gridRows);
        for (int y = 0; y < shape.Height; y++)
        {
            StretchRow(gridRows, shiftRow + y, mask.Slice(y * shape.Width, shape.Width));
        }
    }

    /// <summary>Upsamples each of the grid's rows to the image's width: h x w cells become h x W values.</summary>
    private void StretchColumns(ReadOnlySpan<float> grid, int shift, Span<float> gridRows)
    {
        int end = shift + shape.Width;
        for (int start = shift, next; start < end; start = next)
        {
            next = Columns.EndOfRun(start, end);
            (int low, int high) = Columns[start];
            ReadOnlySpan<float> weights = Columns.SingleWeights[start..next];
            for (int row = 0; row < Rows.Cells; row++)
            {
                float left = grid[(row * Columns.Cells) + low], right = grid[(row * Columns.Cells) + high];
                Span<float> run = gridRows.Slice((row * shape.Width) + start - shift, weights.Length);
                TensorPrimitives.Multiply(weights, right - left, run);
                TensorPrimitives.Add(run, left, run);
            }
        }
    }

    /// <summary>Interpolates one row of the mask between two stretched rows of the grid.</summary>
    private void StretchRow(ReadOnlySpan<float> gridRows, int sample, Span<float> mask)
    {
        (int low, int high) = Rows[sample];
        int width = shape.Width;
        TensorPrimitives.Lerp(gridRows.Slice(low * width, width), gridRows.Slice(high * width, width), Rows.SingleWeights[sample], mask);
    }

    /// <summary>The image where the mask is 1, the baseline where it is 0. A baseline of zeros, the default, need not be read.</summary>
    private static void Blend(
        ReadOnlySpan<float> baseline, ReadOnlySpan<float> image, ReadOnlySpan<float> mask, bool isZero, Span<float> blended)
    {
        if (isZero)
        {
            TensorPrimitives.Multiply(image, mask, blended);
        }
        else
        {
            TensorPrimitives.Lerp(baseline, image, mask, blended);
        }
    }

    /// <summary>For baselines that impute: pixels of which the mask keeps less than half (our choice; the masks are soft).</summary>
    private static void FindRemoved(ReadOnlySpan<float> mask, Span<bool> removed)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            removed[i] = mask[i] < 0.5f;
        }
    }

    private static void Interleave(ReadOnlySpan<float> mask, Span<float> interleaved)
    {
        int channels = interleaved.Length / mask.Length;
        for (int x = 0; x < mask.Length; x++)
        {
            interleaved.Slice(x * channels, channels).Fill(mask[x]);
        }
    }
}

/// <summary>One axis of the upsampling of a mask grid: s cells become (s + 1) * cell samples, of which a window of the image's size is cut
/// out at a shift of 0 .. cell - 1. Sample i reads the grid at (i + 0.5) * s / ((s + 1) * cell) - 0.5, linearly, mirrored about the
/// outermost cells' centers, as the RISE authors' code does (skimage.transform.resize, order 1, mode "reflect").</summary>
internal sealed class GridAxis
{
    private readonly int[] _low;
    private readonly double[] _weights;
    private readonly float[] _singleWeights;

    public GridAxis(int imageSize, int cells)
    {
        ImageSize = imageSize;
        Cells = cells;
        CellSize = (imageSize + cells - 1) / cells;
        int samples = (cells + 1) * CellSize;
        _low = new int[samples];
        _weights = new double[samples];
        for (int i = 0; i < samples && cells > 1; i++)
        {
            double position = Math.Abs(((i + 0.5) * cells / samples) - 0.5);
            position = Math.Min(position, (2 * (cells - 1)) - position);
            _low[i] = Math.Min((int)position, cells - 2);
            _weights[i] = position - _low[i];
        }

        _singleWeights = Array.ConvertAll(_weights, weight => (float)weight);
    }

    /// <summary>Pixels of the image along this axis.</summary>
    public int ImageSize { get; }

    /// <summary>Cells of the grid along this axis.</summary>
    public int Cells { get; }

    /// <summary>Pixels a cell covers, ceil(image size / cells), which is also the number of shifts.</summary>
    public int CellSize { get; }

    /// <summary>For each sample: the weight of the second of the two cells that it lies between; the first has the rest.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The same in single precision.</summary>
    public ReadOnlySpan<float> SingleWeights => _singleWeights;

    /// <summary>The axis of masks whose positions are the shifts.</summary>
    public MaskAxis Shifts() => MaskAxis.Create(ImageSize, Cells, CellSize, (shift, pixel) =>
    {
        (int low, int high) = this[shift + pixel];
        return (low, high, _singleWeights[shift + pixel]);
    });

    /// <summary>The two cells that a sample lies between.</summary>
    public (int Low, int High) this[int sample] => (_low[sample], Math.Min(_low[sample] + 1, Cells - 1));

    /// <summary>The end of the run of samples from <paramref name="sample"/> on that lie between the same two cells.</summary>
    public int EndOfRun(int sample, int end)
    {
        int low = _low[sample];
        while (sample < end && _low[sample] == low)
        {
            sample++;
        }

        return sample;
    }
}
