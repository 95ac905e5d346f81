namespace Microsoft.ML.Saliency;

/// <summary>The windows of one occlusion run, numbered row by row.</summary>
/// <param name="shape">The model's input.</param>
/// <param name="options">Settings with their sizes in place: see <see cref="OcclusionOptions.Resolve"/>.</param>
internal sealed class OcclusionWindows(TensorShape shape, OcclusionOptions options)
{
    /// <summary>The vertical axis: rows.</summary>
    public WindowAxis Rows { get; } = new(shape.Height, options.PatchHeight!.Value, options.VerticalStride!.Value);

    /// <summary>The horizontal axis: columns.</summary>
    public WindowAxis Columns { get; } = new(shape.Width, options.PatchWidth!.Value, options.HorizontalStride!.Value);

    /// <summary>Number of windows.</summary>
    public int Count => Rows.Count * Columns.Count;

    /// <summary>The images in which one window, the one with the image's number, shows the baseline.</summary>
    public Perturbations Perturb(ClassifierInput input, Baseline baseline) => new(
        () => CreateWriter(input, baseline),
        MaskedImage.Create(new MaskFamily(Rows.Windows(), Columns.Windows()), input, shape, baseline, () => WriteMask));

    /// <summary>A mask is 0 where a pixel lies in the window on both axes: in the second cell of a grid of 2 x 2.</summary>
    private void WriteMask(long index, Span<float> mask)
    {
        (int row, int column) = Math.DivRem((int)index, Columns.Count);
        (mask[MaskFamily.Row], mask[MaskFamily.Column], mask[MaskFamily.Threshold]) = (row, column, MaskFamily.BelowAll);
        ReadOnlySpan<float> grid = [1, 1, 1, 0];
        grid.CopyTo(mask[MaskFamily.Grid..]);
    }

    private PerturbationWriter CreateWriter(ClassifierInput input, Baseline baseline)
    {
        var removed = new bool[shape.Height * shape.Width];
        var replaced = new float[shape.Length];
        BaselineWriter writeBaseline = baseline.CreateWriter(input, shape);
        bool isWritten = false;
        return (index, tensor) =>
        {
            (int row, int column) = Math.DivRem((int)index, Columns.Count);
            if (!isWritten || baseline.Variation != BaselineVariation.Fixed)
            {
                Mark(removed, row, column, value: true);
                writeBaseline((ulong)index, removed, replaced);
                Mark(removed, row, column, value: false);
                isWritten = true;
            }

            input.Tensor.Span.CopyTo(tensor);
            Cover(tensor, replaced, row, column);
        };
    }

    private void Mark(Span<bool> removed, int row, int column, bool value)
    {
        int left = Columns.Start(column), width = Columns.Length(column);
        for (int y = Rows.Start(row), end = y + Rows.Length(row); y < end; y++)
        {
            removed.Slice((y * shape.Width) + left, width).Fill(value);
        }
    }

    private void Cover(Span<float> tensor, ReadOnlySpan<float> replaced, int row, int column)
    {
        // Channels last is one plane whose pixels are C values wide.
        (int planes, int values) = shape.Layout == TensorLayout.Nchw ? (shape.Channels, 1) : (1, shape.Channels);
        int left = Columns.Start(column), width = Columns.Length(column);
        for (int plane = 0; plane < planes; plane++)
        {
            for (int y = Rows.Start(row), end = y + Rows.Length(row); y < end; y++)
            {
                int first = ((((plane * shape.Height) + y) * shape.Width) + left) * values;
                replaced.Slice(first, width * values).CopyTo(tensor[first..]);
            }
        }
    }
}

/// <summary>One axis of the sliding patch: windows at 0, stride, 2 * stride, ...; ceil((side - window) / stride) + 1 of them. The last one
/// is cut off at the border, not moved back, so that every pixel is covered (as in Captum).</summary>
internal readonly record struct WindowAxis(int Side, int Window, int Stride)
{
    /// <summary>Number of windows.</summary>
    public int Count => ((Side - Window + Stride - 1) / Stride) + 1;

    /// <summary>First pixel of a window.</summary>
    public int Start(int window) => window * Stride;

    /// <summary>Pixels of a window that lie in the image.</summary>
    public int Length(int window) => Math.Min(Window, Side - Start(window));

    /// <summary>The axis of masks whose positions are the windows: outside of a window lies the first cell, inside the second.</summary>
    public MaskAxis Windows()
    {
        WindowAxis axis = this;
        return MaskAxis.Create(Side, 2, Count, (window, pixel) =>
        {
            int cell = pixel >= axis.Start(window) && pixel < axis.Start(window) + axis.Window ? 1 : 0;
            return (cell, cell, 0);
        });
    }

    /// <summary>The windows that cover a pixel: they follow one another.</summary>
    public (int First, int Count) Covering(int pixel)
    {
        int first = pixel < Window ? 0 : ((pixel - Window) / Stride) + 1;
        int last = Math.Min(pixel / Stride, Count - 1);
        return (first, last - first + 1);
    }
}
