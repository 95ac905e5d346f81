namespace Microsoft.ML.Saliency;

/// <summary>Masks that a few numbers each describe. Mask M, H x W values in 0..1, is a grid of h x w values stretched over the image,
/// and 0 at each pixel whose rank is not above a threshold. Its numbers are the positions on the two axes, the threshold, and the grid,
/// row by row.</summary>
/// <param name="Rows">How the grid is stretched along the vertical axis.</param>
/// <param name="Columns">How the grid is stretched along the horizontal axis.</param>
internal sealed record MaskFamily(MaskAxis Rows, MaskAxis Columns)
{
    /// <summary>Where a mask's numbers stand.</summary>
    public const int Row = 0, Column = 1, Threshold = 2, Grid = 3;

    /// <summary>A threshold below all ranks, and one above all.</summary>
    public const float BelowAll = -1, AboveAll = float.MaxValue;

    /// <summary>The rank of each of the H x W pixels, 0 or more.</summary>
    public float[] Ranks { get; init; } = new float[Rows.Side * Columns.Side];

    /// <summary>Numbers of one mask.</summary>
    public int Length => Grid + (Rows.Cells * Columns.Cells);

    /// <summary>Writes the mask that keeps the pixels whose rank is above a threshold.</summary>
    public static void Write(Span<float> mask, float threshold)
    {
        mask.Fill(1);
        (mask[Row], mask[Column], mask[Threshold]) = (0, 0, threshold);
    }
}

/// <summary>How a grid is stretched along one axis: at each position each pixel lies between two cells.</summary>
/// <param name="Side">Pixels of the image.</param>
/// <param name="Cells">Cells of the grid.</param>
/// <param name="Low">Positions x side: the first of the two cells.</param>
/// <param name="High">Positions x side: the second of the two cells.</param>
/// <param name="Weights">Positions x side: the weight of the second cell; the first has the rest.</param>
internal sealed record MaskAxis(int Side, int Cells, long[] Low, long[] High, float[] Weights)
{
    /// <summary>Number of positions.</summary>
    public int Positions => Weights.Length / Side;

    /// <summary>Creates an axis whose only cell covers the image.</summary>
    public static MaskAxis OneCell(int side) => Create(side, 1, 1, (_, _) => (0, 0, 0));

    /// <summary>Creates an axis.</summary>
    /// <param name="side">Pixels of the image.</param>
    /// <param name="cells">Cells of the grid.</param>
    /// <param name="positions">Number of positions.</param>
    /// <param name="place">Gives the two cells and the second's weight for (position, pixel).</param>
    public static MaskAxis Create(int side, int cells, int positions, Func<int, int, (int Low, int High, float Weight)> place)
    {
        int count = checked(side * positions);
        var axis = new MaskAxis(side, cells, new long[count], new long[count], new float[count]);
        for (int i = 0; i < count; i++)
        {
            (axis.Low[i], axis.High[i], axis.Weights[i]) = place(i / side, i % side);
        }

        return axis;
    }
}
