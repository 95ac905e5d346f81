namespace Microsoft.ML.Saliency;

/// <summary>Scores one image behind masks (<see cref="IMaskingScorer.CreateMaskScorer"/>): <see cref="MaskGraph"/> makes the images, and
/// the model scores them in place.</summary>
internal sealed class OnnxMaskScorer(
    OnnxScorer scorer, InferenceSession maskSession, RiseMasks masks, ReadOnlyMemory<float> image, float[] baseline) : IScorer
{
    public TensorShape InputShape { get; } = new(1, 1, masks.CellCount + 2);

    public int ClassCount => scorer.ClassCount;

    public int BatchSize => scorer.BatchSize;

    public int MaxBatchSize => scorer.MaxBatchSize;

    public int Concurrency => scorer.Concurrency;

    public GridAxis Rows => masks.Rows;

    public GridAxis Columns => masks.Columns;

    /// <summary>Shifts x H x h: the weight of each grid row in each image row.</summary>
    public float[] RowTables { get; } = Tables(masks.Rows, isTransposed: false);

    /// <summary>Shifts x w x W: the weight of each grid column in each image column.</summary>
    public float[] ColumnTables { get; } = Tables(masks.Columns, isTransposed: true);

    public float[] Image { get; } = image.ToArray();

    public float[] Baseline => baseline;

    public InferenceSession MaskSession => maskSession;

    public IScorerBatch CreateBatch(int capacity) => scorer.CreateMaskBatch(this, capacity);

    private static float[] Tables(GridAxis axis, bool isTransposed)
    {
        var tables = new float[axis.CellSize * axis.ImageSize * axis.Cells];
        for (int shift = 0; shift < axis.CellSize; shift++)
        {
            for (int pixel = 0; pixel < axis.ImageSize; pixel++)
            {
                (int low, int high) = axis[shift + pixel];
                float weight = axis.SingleWeights[shift + pixel];
                tables[Index(shift, pixel, low)] += 1 - weight;
                tables[Index(shift, pixel, high)] += weight;
            }
        }

        return tables;

        int Index(int shift, int pixel, int cell) =>
            (shift * axis.ImageSize * axis.Cells) + (isTransposed ? (cell * axis.ImageSize) + pixel : (pixel * axis.Cells) + cell);
    }
}
