namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every kind of model gives the map of its function, here a linear one with weights of C x H x W.</summary>
[TestClass]
public class RiseModelsTests
{
    [TestMethod]
    [DataRow(1, 9, 9, TensorLayout.Nchw, null, DisplayName = "gray")]
    [DataRow(3, 7, 12, TensorLayout.Nchw, null, DisplayName = "not square")]
    [DataRow(3, 7, 12, TensorLayout.Nhwc, null, DisplayName = "channels last")]
    [DataRow(1, 7, 12, TensorLayout.Nhwc, null, DisplayName = "gray, channels last")]
    [DataRow(3, 9, 9, TensorLayout.Nchw, 4, DisplayName = "fixed batch")]
    public void Explain_KindsOfModels_GiveTheFunctionsMap(int channels, int height, int width, TensorLayout layout, int? batch)
    {
        var shape = new TensorShape(channels, height, width);
        float[][] weights = [
            .. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, shape.Length).Select(i => MathF.Sin((i * 3) + k)).ToArray())];
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Cos(i))];
        var options = new RiseOptions { Masks = 101, GridHeight = 3, GridWidth = 4 };
        byte[] model = TestModels.Linear(shape with { Layout = layout }, weights, batch: batch);
        using var scorer = new OnnxScorer(
            model, new OnnxScorerOptions { Activation = ScoreActivation.None, Sessions = 2, IntraOpThreads = 1 });

        IReadOnlyList<SaliencyMap> maps = new RiseExplainer(scorer, options).Explain(InLayout(image, shape, layout), SaliencyTargets.All);

        IReadOnlyList<SaliencyMap> expected = new RiseExplainer(FunctionScorer.Linear(shape, weights), options)
            .Explain(image, SaliencyTargets.All);
        for (int k = 0; k < maps.Count; k++)
        {
            Close.All(expected[k].Values, maps[k].Values, absolute: 1e-5);
        }
    }

    /// <summary>A permuted channel order only permutes channels: picture and function in B, G, R order give the same map.</summary>
    [TestMethod]
    public void Explain_PermutedChannels_GivesTheSameMap()
    {
        var shape = new TensorShape(3, 8, 6);
        float[] weights = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i * 3))];
        float[] image = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Cos(i))];
        float[] Permuted(float[] values) => [.. values[96..], .. values[48..96], .. values[..48]];
        static SaliencyMap Rise(IScorer scorer, float[] input) =>
            new RiseExplainer(scorer, new RiseOptions { Masks = 50, GridHeight = 3, GridWidth = 3 }).Explain(input)[0];
        static SaliencyMap Occlusion(IScorer scorer, float[] input) => new OcclusionExplainer(scorer).Explain(input)[0];

        FunctionScorer rgb = FunctionScorer.Linear(shape, weights), bgr = FunctionScorer.Linear(shape, Permuted(weights));

        Close.All(Rise(rgb, image).Values, Rise(bgr, Permuted(image)).Values, absolute: 1e-5);
        Close.All(Occlusion(rgb, image).Values, Occlusion(bgr, Permuted(image)).Values, absolute: 1e-5);
    }

    private static float[] InLayout(float[] image, TensorShape shape, TensorLayout layout)
    {
        int pixels = shape.Height * shape.Width;
        return layout == TensorLayout.Nchw
            ? image
            : [.. Enumerable.Range(0, image.Length).Select(i => image[((i % shape.Channels) * pixels) + (i / shape.Channels)])];
    }
}
