using System.Diagnostics;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Measures how fast a model is on this machine.</summary>
internal static class PassSpeed
{
    /// <summary>Gets the passes in a second, as an explainer makes them: measured by RISE on a fixed pattern for about two
    /// seconds.</summary>
    public static double Measure(IScorer scorer, CancellationToken cancellationToken)
    {
        TensorShape shape = scorer.InputShape;
        float[] pattern = [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i * 0.7f))];
        int round = 2 * scorer.BatchSize * scorer.Concurrency;

        // The first round warms up, and counts only where it is slow enough.
        for (int masks = round; ; masks *= 4)
        {
            var explainer = new RiseExplainer(scorer, RiseFor(shape) with { Masks = masks, Estimation = RiseEstimation.Reference });
            var clock = Stopwatch.StartNew();
            explainer.Explain(pattern, cancellationToken: cancellationToken);
            double seconds = clock.Elapsed.TotalSeconds;
            if (seconds >= (masks == round ? 2 : 0.5))
            {
                return masks / seconds;
            }
        }
    }

    /// <summary>The defaults of RISE, with a grid that fits a model's input, however small it is.</summary>
    public static RiseOptions RiseFor(TensorShape input)
    {
        var rise = new RiseOptions();
        return rise with { GridHeight = Math.Min(rise.GridHeight, input.Height), GridWidth = Math.Min(rise.GridWidth, input.Width) };
    }
}
