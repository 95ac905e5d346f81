namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The speed of maps on a card against that of the model alone, and whether they are the CPU's.</summary>
internal static class GpuBenchmark
{
    public static void Run(Arguments arguments)
    {
        string? clone = arguments.OptionalText("rise");
        string python = arguments.OptionalText("python") ?? "python3";
        GpuSettings settings = GpuSettings.Read(arguments);
        arguments.RequireAllRead();
        using (OnnxScorer scorer = settings.Open())
        {
            Console.WriteLine($"{settings.Model} on {scorer.Provider}. {string.Join(' ', scorer.Decisions)}");
        }

        string card = settings.IsDevice ? $"Card {GpuCard.Describe(settings.Options.GpuDeviceId ?? 0)}. " : "No card: the CPU. ";
        Console.WriteLine(card);
        IReadOnlyList<GpuFigure> times = GpuTimes.Measure(settings);
        GpuSpeedResult[] speeds =
        [
            .. GpuSpeed.Measure(settings, ScorerPrecision.Single), .. GpuSpeed.Measure(settings, ScorerPrecision.Half),
        ];
        IReadOnlyList<GpuMapResult> maps = GpuMaps.Compare(settings);
        IReadOnlyList<TorchResult> torch = MeasureTorch(clone, python, settings);
        Report.Write(
            arguments,
            $"{card}{settings.Model}, RISE of {settings.Masks} masks; provider {ExecutionProviders.WordOf(settings.Provider)}. " +
            $"Speeds are medians of {settings.Rounds} runs after one that warms up. Bare: runs of one session alone with the same " +
            "settings of the provider, the input already on the device. Defaults: nothing but the provider is set. The maps' " +
            "differences are shares of the range of the CPU's map.",
            [new { times, speeds, maps, torch }],
            [
                new Table(
                    ["what", "precision", "batch", "lanes", "perturbed", "passes/s", "of bare"],
                    speeds.Select(result => new[]
                    {
                        result.What, $"{result.Precision}", $"{result.Batch}", $"{result.Lanes}",
                        result.IsOnDevice switch { null => "", true => "where the model runs", false => "on the CPU" },
                        $"{result.PassesPerSecond:F0}", $"{result.PassesPerSecond / result.Bare:F2}",
                    })),
                new Table(["what", "value"], times.Select(figure => new[] { figure.What, $"{figure.Value:G3} {figure.Unit}".TrimEnd() })),
                new Table(
                    ["map, device against CPU", "rank correlation", "largest difference", "the same bits again"],
                    maps.Select(map => new[]
                    {
                        map.What, $"{map.RankCorrelation:F5}", $"{map.Difference:0.0e+0}", map.RepeatsBits ? "yes" : "no",
                    })),
                .. torch.Count == 0 ? (Table[])[] :
                [
                    new Table(
                        ["the authors' RISE on PyTorch", "version", "passes/s"],
                        torch.Select(result => new[] { result.Settings, result.Torch, $"{result.PassesPerSecond:F0}" })),
                ],
            ]);
    }

    private static IReadOnlyList<TorchResult> MeasureTorch(string? clone, string python, GpuSettings settings)
    {
        if (clone is null || !settings.IsResNet50)
        {
            Console.WriteLine("PyTorch is left out: it takes --rise FOLDER, your clone of github.com/eclique/RISE, and --model resnet50.");
            return [];
        }

        return TorchRise.Measure(python, clone, settings);
    }
}
