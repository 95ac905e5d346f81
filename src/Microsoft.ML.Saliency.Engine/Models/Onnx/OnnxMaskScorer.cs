namespace Microsoft.ML.Saliency;

/// <summary>Scores one image behind masks by <see cref="FusedGraph"/>.</summary>
/// <param name="scorer">The scorer of images.</param>
/// <param name="sessions">Sessions of the fused graph.</param>
/// <param name="image">The image and its masks.</param>
internal sealed class OnnxMaskScorer(OnnxScorer scorer, OnnxSessions sessions, MaskedImage image) : IScorer
{
    /// <summary>The numbers of a mask.</summary>
    public TensorShape InputShape { get; } = new(1, 1, image.Masks.Length);

    public int ClassCount => scorer.ClassCount;

    public int BatchSize => scorer.BatchSize;

    public int MaxBatchSize => scorer.MaxBatchSize;

    public int Concurrency => scorer.Concurrency;

    /// <summary>The form of the masks.</summary>
    public MaskFamily Masks => image.Masks;

    /// <summary>The image, and what stands in its place behind a mask.</summary>
    public Memory<float> Kept { get; } = image.Kept.ToArray();

    public Memory<float> Removed { get; } = image.Removed().ToArray();

    public IScorerBatch CreateBatch(int capacity) => scorer.WithSession(
        sessions, capacity, session => new OnnxMaskBatch(scorer, session, this, capacity));
}

/// <summary>A batch of masks of one image.</summary>
internal sealed class OnnxMaskBatch : OnnxBatch, ITargetBatch
{
    private readonly OnnxMaskScorer _masks;
    private readonly int _classCount;
    private readonly Dictionary<int, OnnxBinding> _targetBindings = [];
    private int[] _targets = [];
    private Outputs _all = new(0, 0, 0);
    private Outputs _wanted = new(0, 0, 0);

    public OnnxMaskBatch(OnnxScorer scorer, InferenceSession session, OnnxMaskScorer masks, int capacity)
        : base(scorer, session, capacity, masks.InputShape.Length)
    {
        _masks = masks;
        _classCount = scorer.ClassCount;
    }

    public override ReadOnlySpan<float> Score(int count)
    {
        if (_all.Width == 0)
        {
            _all = new Outputs(MostImages, Capacity, _classCount);
        }

        Run(count);
        return _all.Scores.AsSpan(0, count * _classCount);
    }

    public ReadOnlySpan<float> Score(int count, int[] classes)
    {
        if (_wanted.Width == 0 || !classes.AsSpan().SequenceEqual(_targets))
        {
            Unbind(_targetBindings);
            (_targets, _wanted) = (classes, new Outputs(MostImages, Capacity, classes.Length));
        }

        Run(count, _targetBindings, BindTargets, _wanted.Read);
        return _wanted.Scores.AsSpan(0, count * classes.Length);
    }

    public override void Dispose()
    {
        base.Dispose();
        Unbind(_targetBindings);
    }

    protected override OnnxBinding Bind(int images) => Bind(images, FusedGraph.Scores, _all, []);

    protected override void ReadScores(int first, int count) => _all.Read(first, count);

    private OnnxBinding BindTargets(int images) => Bind(images, FusedGraph.TargetScores, _wanted, _targets);

    private OnnxBinding Bind(int images, string output, Outputs outputs, int[] targets)
    {
        MaskFamily masks = _masks.Masks;
        MaskAxis rows = masks.Rows, columns = masks.Columns;
        var binding = new OnnxBinding(Session, Scorer.IsOnDevice);
        binding.ChangingInput(FusedGraph.Masks, Own(Buffer.AsMemory(0, images * InputLength), images, InputLength));
        Input(FusedGraph.GridOrder, GridOrder(rows.Cells, columns.Cells), rows.Cells * columns.Cells);
        Input<long>(FusedGraph.GridShape, new long[] { -1, rows.Cells }, 2);
        Input(FusedGraph.FirstColumns, Multiples(columns.Cells, images), images, 1);
        Input(FusedGraph.FirstRows, Multiples(rows.Cells, images), images, 1);
        InputAxis(FusedGraph.Rows, rows);
        InputAxis(FusedGraph.Columns, columns);
        Input<float>(FusedGraph.Ranks, masks.Ranks, 1, rows.Side, columns.Side);
        Input(FusedGraph.Kept, _masks.Kept, Scorer.InputShape.Dimensions(1));
        Input(FusedGraph.Removed, _masks.Removed, Scorer.InputShape.Dimensions(1));
        Input<long>(FusedGraph.Targets, Array.ConvertAll(targets, target => (long)target), targets.Length);
        BindFeeds(binding, images);
        binding.Output(output, Own(outputs.Raw.AsMemory(0, images * outputs.Width), images, outputs.Width));
        return binding;

        OrtValue Own<T>(Memory<T> values, params long[] dimensions)
            where T : unmanaged => binding.Own(OnnxBinding.Value(values, dimensions));

        void Input<T>(string name, Memory<T> values, params long[] dimensions)
            where T : unmanaged => binding.Input(name, Own(values, dimensions));

        void InputAxis(FusedGraph.AxisNames names, MaskAxis axis)
        {
            Input<long>(names.Low, axis.Low, axis.Positions, axis.Side);
            Input<long>(names.High, axis.High, axis.Positions, axis.Side);
            Input<float>(names.Weights, axis.Weights, axis.Positions, axis.Side);
        }
    }

    private static Memory<long> GridOrder(int rows, int columns) => Enumerable.Range(0, rows * columns)
        .Select(i => MaskFamily.Grid + (i % rows * columns) + (long)(i / rows)).ToArray();

    private static Memory<long> Multiples(int factor, int count) => Enumerable.Range(0, count).Select(i => (long)i * factor).ToArray();

    /// <summary>The scores of a run, and those of a whole batch.</summary>
    private sealed class Outputs(int images, int capacity, int width)
    {
        public int Width => width;

        public float[] Raw { get; } = GC.AllocateArray<float>(checked(images * width), pinned: true);

        public float[] Scores { get; } = new float[checked(capacity * width)];

        public void Read(int first, int count) => Raw.AsSpan(0, count * width).CopyTo(Scores.AsSpan(first * width));
    }
}
