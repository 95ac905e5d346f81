namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The maps of a device against those of the CPU.</summary>
internal static class GpuMaps
{
    /// <summary>Compares the maps of RISE, of occlusion, and of RISE in half precision.</summary>
    public static IReadOnlyList<GpuMapResult> Compare(GpuSettings settings)
    {
        using OnnxScorer cpu = settings.Open(options => options with { Providers = [OnnxProvider.Cpu], GpuDeviceId = null });
        using OnnxScorer device = settings.Open();
        using OnnxScorer half = settings.Open(options => options with { Precision = ScorerPrecision.Half });
        float[] image = BenchmarkModel.Image(cpu.InputShape);
        int masks = Math.Min(1000, settings.Masks);
        IExplainer Rise(OnnxScorer scorer) => new RiseExplainer(scorer, new RiseOptions { Masks = masks });
        IExplainer Occlusion(OnnxScorer scorer) => new OcclusionExplainer(scorer);
        SaliencyMap first = Rise(cpu).Explain(image)[0];
        return
        [
            Compare($"RISE, {masks} masks", first, Rise(device)),
            Compare("occlusion", Occlusion(cpu).Explain(image, SaliencyTargets.Classes(first.Target))[0], Occlusion(device)),
            Compare($"RISE, {masks} masks, half precision", first, Rise(half)),
        ];

        GpuMapResult Compare(string what, SaliencyMap expected, IExplainer explainer)
        {
            SaliencyTargets target = SaliencyTargets.Classes(first.Target);
            float[] map = [.. explainer.Explain(image, target)[0].Values], again = [.. explainer.Explain(image, target)[0].Values];
            float[] values = [.. expected.Values];
            float range = values.Max() - values.Min();
            return new GpuMapResult(
                what, MapSimilarity.Spearman(values, map), values.Zip(map).Max(pair => MathF.Abs(pair.First - pair.Second)) / range,
                map.AsSpan().SequenceEqual(again));
        }
    }
}

/// <summary>A map on the device against the CPU's.</summary>
/// <param name="What">The method.</param>
/// <param name="RankCorrelation">Spearman's.</param>
/// <param name="Difference">The largest difference, as a share of the map's range.</param>
/// <param name="RepeatsBits">Whether the device gives the same bits again.</param>
internal sealed record GpuMapResult(string What, double RankCorrelation, float Difference, bool RepeatsBits);
