namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>RISE whose masked images are made where the model runs, against RISE that writes them into its input.</summary>
internal static class MaskingBenchmark
{
    public static void Run(Arguments arguments)
    {
        BenchmarkModel[] models = arguments.Models("resnet50", "demo");
        int? masks = arguments.Number("masks");
        int? gpu = arguments.OptionalText("gpu") switch
        {
            null => null,
            string text when int.TryParse(text, out int id) => id,
            string text => throw new ArgumentException($"--gpu must be the number of a CUDA device, but was '{text}'."),
        };
        int rounds = arguments.Number("rounds") ?? 7;
        arguments.RequireAllRead();

        var options = new OnnxScorerOptions { GpuDeviceId = gpu, FallbackToCpu = false };
        MaskingResult[] results = [.. models.Select(model => Measure(model, options, masks ?? model.Masks, rounds))];
        Report.Write(
            arguments,
            "RISE with `OnnxScorerOptions.MasksOnDevice`, against RISE without. Each round is with, without, without, with; a ratio is " +
            "the median over the rounds, and its range. " +
            "Without / without: the second run of a round over its first, the noise of this machine.",
            results,
            new Table(
                ["model", "provider", "masks", "written (baseline), ms a mask",
                    "on the device, ms a mask", "wall time, on the device / written", "CPU time", "written / written, wall"],
                results.Select(result => new[]
                {
                    result.Model, result.Provider, $"{result.Masks}",
                    $"{Spread.Of(result.Rounds.Select(round => round.Bare.Wall / 2 / result.Masks)).Median:F3}",
                    $"{Spread.Of(result.Rounds.Select(round => round.Rise.Wall / 2 / result.Masks)).Median:F3}",
                    Spread.Of(result.Rounds.Select(round => round.Ratio.Wall)).ToString("F3"),
                    Spread.Of(result.Rounds.Select(round => round.Ratio.Cpu)).ToString("F3"),
                    Spread.Of(result.Rounds.Select(round => round.Noise.Wall)).ToString("F3"),
                })));
    }

    private static MaskingResult Measure(BenchmarkModel model, OnnxScorerOptions options, int masks, int rounds)
    {
        byte[] bytes = model.Load();
        using var writing = new OnnxScorer(bytes, options with { MasksOnDevice = false });
        using var masking = new OnnxScorer(bytes, options with { MasksOnDevice = true });
        float[] image = BenchmarkModel.Image(writing.InputShape);
        void Write() => new RiseExplainer(writing, new RiseOptions { Masks = masks }).Explain(image);
        void Mask() => new RiseExplainer(masking, new RiseOptions { Masks = masks }).Explain(image);

        Round.Measure(Mask, Write);
        return new MaskingResult(
            model.Name, writing.Provider, masks, [.. Enumerable.Range(0, rounds).Select(_ => Round.Measure(Mask, Write))]);
    }
}

/// <summary>What making the masked images on the device takes.</summary>
internal sealed record MaskingResult(string Model, string Provider, int Masks, Round[] Rounds);
