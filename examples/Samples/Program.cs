// One runnable sample for each verb: dotnet run --project examples/Samples -- rise

using Samples;

Dictionary<string, Action<TextWriter>> samples = new(StringComparer.OrdinalIgnoreCase)
{
    ["LoadImages"] = LoadImagesSample.Run,
    ["Rise"] = RiseSample.Run,
    ["Occlusion"] = OcclusionSample.Run,
    ["Heatmap"] = HeatmapSample.Run,
    ["PerturbationCurve"] = PerturbationCurveSample.Run,
    ["Evaluate"] = EvaluateSample.Run,
    ["Compare"] = CompareSample.Run,
    ["TransformerScorer"] = TransformerScorerSample.Run,
};

if (args is [string name] && samples.TryGetValue(name, out Action<TextWriter>? run))
{
    run(Console.Out);
    return 0;
}

Console.Error.WriteLine($"The sample must be one of {string.Join(", ", samples.Keys)}, but was '{string.Join(' ', args)}'.");
return 1;
