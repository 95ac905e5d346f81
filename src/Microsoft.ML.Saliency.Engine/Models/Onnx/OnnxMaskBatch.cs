namespace Microsoft.ML.Saliency;

/// <summary>A batch of masks of one image. The masked images never leave the device.</summary>
internal sealed class OnnxMaskBatch : OnnxBatch
{
    private readonly OnnxMaskScorer _masks;
    private readonly OrtAllocator _allocator;
    private readonly float[] _grids;
    private readonly long[] _rowShifts;
    private readonly long[] _columnShifts;
    private readonly Dictionary<int, OnnxBinding> _maskBindings = [];

    /// <param name="scorer">The scorer of images.</param>
    /// <param name="session">One of its sessions.</param>
    /// <param name="masks">The scorer of masks.</param>
    /// <param name="memory">Where the model runs.</param>
    /// <param name="capacity">The most masks the batch holds.</param>
    public OnnxMaskBatch(OnnxScorer scorer, InferenceSession session, OnnxMaskScorer masks, OrtMemoryInfo memory, int capacity)
        : base(scorer, session, capacity, masks.InputShape.Length)
    {
        _masks = masks;
        _allocator = new OrtAllocator(masks.MaskSession, memory);
        int images = Buffer.Length / InputLength;
        _grids = GC.AllocateArray<float>(images * (InputLength - 2), pinned: true);
        _rowShifts = GC.AllocateArray<long>(images, pinned: true);
        _columnShifts = GC.AllocateArray<long>(images, pinned: true);
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (OnnxBinding binding in _maskBindings.Values)
        {
            binding.Dispose();
        }

        _maskBindings.Clear();
        _allocator.Dispose();
    }

    protected override void BindInputs(OnnxBinding binding, int images)
    {
        TensorShape shape = Scorer.InputShape;
        GridAxis rows = _masks.Rows, columns = _masks.Columns;
        var maskBinding = new OnnxBinding(_masks.MaskSession, Scorer.IsOnDevice);
        _maskBindings.Add(images, maskBinding);
        Memory<float> grids = _grids.AsMemory(0, images * rows.Cells * columns.Cells);
        maskBinding.ChangingInput(MaskGraph.Grids, Own(grids, images, rows.Cells, columns.Cells));
        maskBinding.ChangingInput(MaskGraph.RowShifts, Own(_rowShifts.AsMemory(0, images), images));
        maskBinding.ChangingInput(MaskGraph.ColumnShifts, Own(_columnShifts.AsMemory(0, images), images));
        maskBinding.Input(MaskGraph.RowTables, Own<float>(_masks.RowTables, rows.CellSize, rows.ImageSize, rows.Cells));
        maskBinding.Input(MaskGraph.ColumnTables, Own<float>(_masks.ColumnTables, columns.CellSize, columns.Cells, columns.ImageSize));
        maskBinding.Input(MaskGraph.Image, Own<float>(_masks.Image, shape.Dimensions(1)));
        maskBinding.Input(MaskGraph.Baseline, Own<float>(_masks.Baseline, shape.Dimensions(1)));
        maskBinding.Input(MaskGraph.MaskShape, Own<long>((shape with { Channels = 1 }).Dimensions(images), 4));

        long[] dimensions = shape.Dimensions(images);
        OrtValue masked = binding.Own(OrtValue.CreateAllocatedTensorValue(_allocator, Scorer.Classifier.Input.Type, dimensions));
        maskBinding.Output(MaskGraph.Masked, masked);
        binding.Input(Scorer.InputName, masked);

        OrtValue Own<T>(Memory<T> values, params long[] dimensions)
            where T : unmanaged => maskBinding.Own(OnnxBinding.Value(values, dimensions));
    }

    protected override void WriteInputs(int images)
    {
        int cells = InputLength - 2;
        for (int i = 0; i < images; i++)
        {
            ReadOnlySpan<float> mask = Buffer.AsSpan(i * InputLength, InputLength);
            mask[..cells].CopyTo(_grids.AsSpan(i * cells));
            (_rowShifts[i], _columnShifts[i]) = ((long)mask[^2], (long)mask[^1]);
        }

        _maskBindings[images].Run(RunOptions);
    }
}
