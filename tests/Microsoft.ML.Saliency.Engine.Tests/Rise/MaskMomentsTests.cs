namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class MaskMomentsTests
{
    private static readonly TensorShape Shape = new(1, 6, 8);

    /// <summary>Weights that depend on the masks make neighboring cells dependent.</summary>
    [TestMethod]
    [DataRow(2, 3)]
    [DataRow(3, 1)]
    [DataRow(1, 4)]
    [DataRow(1, 1)]
    [DataRow(6, 8)]
    public void Upsample_WeightedMasks_EqualsTheSumsOverTheirPixels(int gridHeight, int gridWidth)
    {
        const float P = 0.3f;
        var masks = new RiseMasks(Shape, (gridHeight, gridWidth), seed: 3, P, isPaired: false);
        var moments = new MaskMoments(masks.Rows, masks.Columns);
        double[] expected = new double[Shape.Length], expectedSquares = new double[Shape.Length];
        var mask = new float[Shape.Length];
        var grid = new float[masks.CellCount];
        var products = new double[MaskMoments.ProductCount(masks.CellCount)];
        for (int index = 0; index < 200; index++)
        {
            (int, int) shift = masks.Draw(index, grid);
            masks.Render(index, mask);
            double weight = mask[9] - (2 * mask[20]), squareWeight = mask[9] * mask[20];
            for (int cell = 0; cell < grid.Length; cell++)
            {
                grid[cell] -= P;
            }

            MaskMoments.Multiply(masks, grid, products);
            moments.Add(shift, products, weight, squareWeight);
            for (int i = 0; i < mask.Length; i++)
            {
                double difference = mask[i] - P;
                expected[i] += weight * difference;
                expectedSquares[i] += squareWeight * difference * difference;
            }
        }

        (double[] sums, double[] squares) = moments.Upsample();

        Close.All<double, double>(expected, sums, absolute: 1e-4);
        Close.All<double, double>(expectedSquares, squares, absolute: 1e-4);
    }

    /// <summary>More than eight shifts share the sums of the nearest: 6 % of a variance is 3 % of a standard error.</summary>
    [TestMethod]
    public void Upsample_ManyShifts_HardlyDiffers()
    {
        const float P = 0.2f;
        var shape = new TensorShape(1, 64, 64);
        var masks = new RiseMasks(shape, (3, 3), seed: 1, P, isPaired: false);
        var moments = new MaskMoments(masks.Rows, masks.Columns);
        var expected = new double[shape.Length];
        var mask = new float[shape.Length];
        var grid = new float[masks.CellCount];
        var products = new double[MaskMoments.ProductCount(masks.CellCount)];
        for (int index = 0; index < 2000; index++)
        {
            (int, int) shift = masks.Draw(index, grid);
            masks.Render(index, mask);
            double weight = mask[(32 * 64) + 32] * mask[(20 * 64) + 40];
            MaskMoments.Multiply(masks, [.. grid.Select(cell => cell - P)], products);
            moments.Add(shift, products, 0, weight);
            for (int i = 0; i < mask.Length; i++)
            {
                expected[i] += weight * (mask[i] - P) * (mask[i] - P);
            }
        }

        double[] squares = moments.Upsample().Squares;

        Close.All<double, double>(expected, squares, absolute: 0.06 * expected.Max());
    }
}
