using FsCheck;
using FsCheck.Fluent;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class OcclusionPropertyTests
{
    /// <summary>Sides, patches and strides of small images.</summary>
    private static Arbitrary<(TensorShape Shape, OcclusionOptions Options)> Cases { get; } =
        (from height in Gen.Choose(1, 9)
         from width in Gen.Choose(1, 9)
         from channels in Gen.Choose(1, 3)
         from layout in Gen.Elements(TensorLayout.Nchw, TensorLayout.Nhwc)
         from patchHeight in Gen.Choose(1, height)
         from patchWidth in Gen.Choose(1, width)
         from strideY in Gen.Choose(1, patchHeight)
         from strideX in Gen.Choose(1, patchWidth)
         select (new TensorShape(channels, height, width, layout), new OcclusionOptions
         {
             PatchHeight = patchHeight,
             PatchWidth = patchWidth,
             VerticalStride = strideY,
             HorizontalStride = strideX,
         })).ToArbitrary();

    /// <summary>Every window over a pixel is found by trial; its drop, for a linear scorer, is its sum of weight x value.</summary>
    [TestMethod]
    public void Explain_LinearScorer_IsTheMeanOverTheCoveringWindows() =>
        Prop.ForAll(Cases, item =>
        {
            (TensorShape shape, OcclusionOptions options) = item;
            float[] weights = Values(shape, 1), input = Values(shape, 2);
            SaliencyMap map = new OcclusionExplainer(FunctionScorer.Linear(shape, weights), options).Explain(input)[0];

            var sums = new double[shape.Height * shape.Width];
            var counts = new int[sums.Length];
            for (int top = 0; top < shape.Height; top += options.VerticalStride!.Value)
            {
                for (int left = 0; left < shape.Width; left += options.HorizontalStride!.Value)
                {
                    int[] covered = [.. Enumerable.Range(0, sums.Length).Where(pixel =>
                        pixel / shape.Width >= top && pixel / shape.Width < top + options.PatchHeight
                        && pixel % shape.Width >= left && pixel % shape.Width < left + options.PatchWidth)];
                    double drop = covered.Sum(pixel => Enumerable.Range(0, shape.Channels).Sum(channel =>
                    {
                        int i = shape.Layout == TensorLayout.Nchw ? (channel * sums.Length) + pixel : (pixel * shape.Channels) + channel;
                        return (double)weights[i] * input[i];
                    }));
                    foreach (int pixel in covered)
                    {
                        sums[pixel] += drop;
                        counts[pixel]++;
                    }

                    if (left + options.PatchWidth >= shape.Width)
                    {
                        break;
                    }
                }

                if (top + options.PatchHeight >= shape.Height)
                {
                    break;
                }
            }

            return sums.Select((sum, i) => Math.Abs((sum / counts[i]) - map.Values[i])).Max() < 1e-4;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Explain_PatchAsLargeAsTheImage_GivesAConstantMap() =>
        Prop.ForAll(Cases, item =>
        {
            TensorShape shape = item.Shape;
            var options = new OcclusionOptions { PatchHeight = shape.Height, PatchWidth = shape.Width };
            SaliencyMap map = new OcclusionExplainer(Bent(shape), options).Explain(Values(shape, 3))[0];
            return map.Minimum == map.Maximum && map.Minimum != 0;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Explain_AnyBatchSizeAndThreads_MapsAreBitIdentical() =>
        Prop.ForAll(Cases, Gen.Choose(1, 40).Two().ToArbitrary(), (item, pair) =>
        {
            float[] Map(int batchSize, int threads) =>
                new OcclusionExplainer(Bent(item.Shape), item.Options with { BatchSize = batchSize, Threads = threads })
                    .Explain(Values(item.Shape, 4))[0].Values.ToArray();
            return Map(1, 1).AsSpan().SequenceEqual(Map(pair.Item1, (pair.Item2 % 3) + 1));
        }).QuickCheckThrowOnFailure();

    private static FunctionScorer Bent(TensorShape shape) => new(shape, 1, (input, scores) =>
    {
        float sum = 1;
        foreach (float value in input)
        {
            sum = MathF.Tanh(sum + (value * (2 - sum)));
        }

        scores[0] = sum;
    });

    private static float[] Values(TensorShape shape, int seed) =>
        [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(seed + (i * 1.7f)))];
}
