namespace Microsoft.ML.Saliency;

/// <summary>Keeps one score drop for each window and target, and spreads them over the covered pixels once, at the end. Windows are never
/// more than pixels (every stride is at least 1), so memory is at most H x W doubles for each target.</summary>
/// <param name="windows">The windows.</param>
/// <param name="classes">The classes to explain.</param>
internal sealed class OcclusionAccumulator(OcclusionWindows windows, int[] classes)
{
    private readonly double[][] _drops = [.. classes.Select(_ => new double[windows.Count])];

    /// <summary>The classes to explain.</summary>
    public int[] Classes => classes;

    /// <summary>Their scores for the unperturbed image.</summary>
    public float[] Originals { get; } = new float[classes.Length];

    /// <summary>Takes scores: of the unperturbed image, number 0, and of the images whose windows were covered.</summary>
    /// <param name="first">Number of the first image; window i is covered in image i + 1.</param>
    /// <param name="scores">One row for each image, with the scores of the classes.</param>
    public void Add(long first, ReadOnlySpan<float> scores)
    {
        for (; scores.Length > 0; first++, scores = scores[classes.Length..])
        {
            if (first == 0)
            {
                scores[..classes.Length].CopyTo(Originals);
                continue;
            }

            for (int t = 0; t < classes.Length; t++)
            {
                _drops[t][first - 1] = (double)Originals[t] - scores[t];
            }
        }
    }

    /// <summary>The map of target number <paramref name="t"/>, H x W: each pixel's sum or mean over its windows.</summary>
    public float[] Map(int t, OcclusionOverlap overlap)
    {
        WindowAxis rows = windows.Rows, columns = windows.Columns;
        double[] rowSums = SumAlongColumns(_drops[t]);
        var map = new float[rows.Side * columns.Side];
        for (int y = 0; y < rows.Side; y++)
        {
            (int firstRow, int rowCount) = rows.Covering(y);
            for (int x = 0; x < columns.Side; x++)
            {
                double sum = 0;
                for (int row = firstRow; row < firstRow + rowCount; row++)
                {
                    sum += rowSums[(row * columns.Side) + x];
                }

                int count = overlap == OcclusionOverlap.Mean ? rowCount * columns.Covering(x).Count : 1;
                map[(y * columns.Side) + x] = (float)(sum / count);
            }
        }

        return map;
    }

    /// <summary>For each row of windows and each column of pixels the sum over the windows that cover that column.</summary>
    private double[] SumAlongColumns(double[] drops)
    {
        WindowAxis rows = windows.Rows, columns = windows.Columns;
        var sums = new double[rows.Count * columns.Side];
        for (int x = 0; x < columns.Side; x++)
        {
            (int first, int count) = columns.Covering(x);
            for (int row = 0; row < rows.Count; row++)
            {
                double sum = 0;
                foreach (double drop in drops.AsSpan((row * columns.Count) + first, count))
                {
                    sum += drop;
                }

                sums[(row * columns.Side) + x] = sum;
            }
        }

        return sums;
    }
}
