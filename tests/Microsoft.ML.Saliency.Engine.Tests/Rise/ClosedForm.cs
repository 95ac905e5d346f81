namespace Microsoft.ML.Saliency.Tests;

/// <summary>A score that is a known function of the mask: image 1, baseline 0, 16 x 16 pixels, a grid of 4 x 4.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Score">The score of a mask.</param>
internal sealed record ClosedForm(string Name, Func<ReadOnlySpan<float>, double> Score)
{
    private const int Side = 16;

    private static readonly int[] Object = Rectangle(4, 5, 6, 7);
    private static readonly int[] SmallObject = Rectangle(5, 6, 3, 3);

    /// <summary>Smooth and steep, a product of few pixels, heavy on one side, and all or nothing.</summary>
    public static IReadOnlyList<ClosedForm> All { get; } =
    [
        new("sigmoid of the object's mean", mask => 1 / (1 + Math.Exp(-8 * (Mean(mask, Object) - 0.5)))),
        new("product of three pixels", mask => (double)mask[(4 * Side) + 5] * mask[(6 * Side) + 9] * mask[(10 * Side) + 7]),
        new("exponential of the object's mean", mask => Math.Exp(3 * (Mean(mask, Object) - 1))),
        new("whole object needed", mask => Mean(mask, SmallObject) > 0.8 ? 1 : 0),
    ];

    public static TensorShape Shape { get; } = new(1, Side, Side);

    /// <summary>The image of ones.</summary>
    public static ClassifierInput Image { get; } = Enumerable.Repeat(1f, Shape.Length).ToArray();

    public static RiseOptions Options { get; } = new() { GridHeight = 4, GridWidth = 4 };

    /// <summary>Scores class k by the k-th of <see cref="All"/>.</summary>
    public static FunctionScorer CreateScorerOfAll() => new(Shape, All.Count, (input, scores) =>
    {
        for (int k = 0; k < scores.Length; k++)
        {
            scores[k] = (float)All[k].Score(input);
        }
    });

    public FunctionScorer CreateScorer() => new(Shape, 1, (input, scores) => scores[0] = (float)Score(input));

    private static int[] Rectangle(int top, int left, int height, int width) =>
        [.. from y in Enumerable.Range(top, height) from x in Enumerable.Range(left, width) select (y * Side) + x];

    private static double Mean(ReadOnlySpan<float> mask, int[] pixels)
    {
        double sum = 0;
        foreach (int pixel in pixels)
        {
            sum += mask[pixel];
        }

        return sum / pixels.Length;
    }
}
