namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Seconds for a map of a ResNet-50, against the authors' Python code on PyTorch with the same network.</summary>
internal static class EndToEndBenchmark
{
    // Single precision, summed up in another order.
    private const double Tolerance = 1e-4;

    public static void Run(Arguments arguments)
    {
        string clone = arguments.Text("rise");
        string python = arguments.OptionalText("python") ?? "python3";
        int masks = arguments.Number("masks") ?? 200;
        int rounds = arguments.Number("rounds") ?? 5;
        arguments.RequireAllRead();
        if (!File.Exists(Path.Combine(clone, "explanations.py")))
        {
            throw new BenchmarkException($"--rise must be a clone of github.com/eclique/RISE, but '{clone}' has no explanations.py.");
        }

        byte[] model = BenchmarkModel.Named("resnet50").Load();
        using var scorer = new OnnxScorer(model);
        float[] image = BenchmarkModel.Image(scorer.InputShape);
        // The image, and what a mask may leave of it.
        float[][] images = [image, Array.ConvertAll(image, value => value / 2)];
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string modelFile = Path.Combine(folder.FullName, "resnet50.onnx"), imageFile = Path.Combine(folder.FullName, "images.f32");
            File.WriteAllBytes(modelFile, model);
            File.WriteAllBytes(imageFile, [.. images.SelectMany(values => values).SelectMany(BitConverter.GetBytes)]);
            using var rise = new PythonRise(python, Path.GetFullPath(clone), modelFile, imageFile, masks);
            PythonLogits theirs = rise.Logits();
            RequireEqual(Logits(model, images), theirs.Logits);
            PythonSettings tuned = rise.Tune();
            Console.WriteLine($"PyTorch {theirs.Torch}, tuned: {tuned}");

            var explainer = new RiseExplainer(scorer, new RiseOptions { Masks = masks });
            explainer.Explain(image);
            EndToEndRound[] measured = [
                .. Enumerable.Range(0, rounds).Select(_ => EndToEndRound.Measure(() => explainer.Explain(image), rise))];
            Write(arguments, rounds,
            [
                Result($"tuned: {tuned}", theirs.Torch, masks, measured, round => round.Tuned),
                Result("its defaults: batch 100, channels first, eager", theirs.Torch, masks, measured, round => round.Default),
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static float[] Logits(byte[] model, float[][] images)
    {
        using var scorer = new OnnxScorer(model, new OnnxScorerOptions { Activation = ScoreActivation.None });
        using IScorerBatch batch = scorer.CreateBatch(images.Length);
        images.SelectMany(values => values).ToArray().CopyTo(batch.Inputs);
        return batch.Score(images.Length).ToArray();
    }

    private static void RequireEqual(float[] ours, float[] theirs)
    {
        double largest = ours.Max(Math.Abs);
        double difference = ours.Length == theirs.Length
            ? ours.Zip(theirs, (left, right) => Math.Abs((double)left - right)).Max() : double.NaN;
        if (!(difference <= Tolerance * largest))
        {
            throw new BenchmarkException(
                $"The two sides do not run the same network: {ours.Length} and {theirs.Length} logits differ by up to {difference:G3}; " +
                $"the largest is {largest:G3}.");
        }

        Console.WriteLine($"The same network: {ours.Length} logits differ by at most {difference / largest:G2} of the largest.");
    }

    private static EndToEndResult Result(
        string settings, string torch, int masks, EndToEndRound[] rounds, Func<EndToEndRound, PythonCost> theirs)
    {
        Spread ratio = Spread.Of(rounds.Select(round => theirs(round).Explaining / round.Ours.Wall));
        return new EndToEndResult(
            settings, torch, masks, Spread.Of(rounds.Select(round => round.Ours.Wall)),
            Spread.Of(rounds.Select(round => theirs(round).Total)), ratio,
            Spread.Of(rounds.Select(round => theirs(round).Total / round.Ours.Wall)),
            Spread.Of(rounds.Select(round => theirs(round).TotalCpu / round.Ours.Cpu)),
            [.. PassesRatio.Read().Select(passes =>
                new EqualFidelity(passes.Estimator, passes.Fidelity, passes.Ratio.Median, passes.Ratio.Median * ratio.Median))]);
    }

    private static void Write(Arguments arguments, int rounds, EndToEndResult[] results)
    {
        var equalMasks = new Table(
            [
                "the authors' RISE on PyTorch", "masks", "ours, seconds a map (baseline)", "theirs, seconds a map",
                "theirs / ours, masks drawn before", "theirs / ours", "CPU time, theirs / ours",
            ],
            results.Select(result => new[]
            {
                result.Settings, $"{result.Masks}", result.OursSeconds.ToString("F2"), result.Seconds.ToString("F2"),
                result.Ratio.ToString("F2"), result.RatioWithDrawing.ToString("F2"), result.CpuRatio.ToString("F2"),
            }));
        var equalFidelity = new Table(
            ["the authors' RISE on PyTorch", "our estimator", "rank correlation", "passes, theirs / ours", "time, theirs / ours"],
            results.SelectMany(result => result.AtEqualFidelity.Select(equal => new[]
            {
                result.Settings, equal.Estimator, $"{equal.Fidelity:F2}", $"{equal.PassesRatio:F2}", $"**{equal.Ratio:F2}**",
            })));
        bool hasFidelity = results.Any(result => result.AtEqualFidelity.Count > 0);
        Report.Write(
            arguments,
            $"ResNet-50 at 224 x 224, one image, the same weights on both sides (their logits agree within {Tolerance} of the largest), " +
            "grid of 7 x 7, p = 0.5. " +
            $"PyTorch {results[0].Torch} with {Environment.ProcessorCount} threads. Tuned: the fastest of layouts, compilation and " +
            "batches, looked for beforehand. " +
            $"A round makes a map with ours, tuned, defaults, tuned, ours, in turn; median of {rounds} rounds, and the range. Their " +
            "masks can be drawn before " +
            "and used for many images: the first ratio leaves that out, ours always draws. " +
            (hasFidelity
                ? "At equal fidelity: that ratio times the ratio of the passes that the two estimators need, the median over the images " +
                    "of fidelity.json; a lower bound, where the published formula did not get there."
                : "Run fidelity before for the ratio at equal fidelity."),
            results,
            hasFidelity ? [equalMasks, equalFidelity] : [equalMasks]);
    }
}

/// <summary>One round: ours, tuned, defaults, tuned, ours, so that a machine that grows slower or faster favors neither.</summary>
internal sealed record EndToEndRound(Cost Ours, PythonCost Tuned, PythonCost Default)
{
    private const double MillisecondsOfTwo = 2000;

    public static EndToEndRound Measure(Action ours, PythonRise rise)
    {
        Cost firstOurs = Cost.Of(ours);
        PythonCost firstTuned = rise.ExplainTuned(), byDefault = rise.ExplainByDefault(), secondTuned = rise.ExplainTuned();
        Cost bothOurs = firstOurs + Cost.Of(ours);
        var round = new EndToEndRound(bothOurs / MillisecondsOfTwo, Mean(firstTuned, secondTuned), byDefault);
        Console.WriteLine($"  ours {round.Ours.Wall:F2} s, tuned {round.Tuned.Total:F2} s, defaults {round.Default.Total:F2} s");
        return round;
    }

    private static PythonCost Mean(PythonCost left, PythonCost right) => new(
        (left.Drawing + right.Drawing) / 2, (left.DrawingCpu + right.DrawingCpu) / 2,
        (left.Explaining + right.Explaining) / 2, (left.ExplainingCpu + right.ExplainingCpu) / 2);
}

/// <summary>A map by the authors' code against ours, in the same rounds: seconds of wall time, theirs with drawing their masks.</summary>
/// <param name="Settings">How PyTorch ran.</param>
/// <param name="Ratio">Theirs, without drawing the masks, over ours: what another image costs.</param>
/// <param name="RatioWithDrawing">Theirs, with drawing the masks, over ours: what one image costs; the CPU ratio is of that too.</param>
/// <param name="AtEqualFidelity">The ratio times the ratio of passes, for each estimator in fidelity.json.</param>
internal sealed record EndToEndResult(
    string Settings, string Torch, int Masks, Spread OursSeconds, Spread Seconds, Spread Ratio, Spread RatioWithDrawing, Spread CpuRatio,
    IReadOnlyList<EqualFidelity> AtEqualFidelity);

/// <summary>How much sooner an estimator reaches the map than the authors' code.</summary>
internal sealed record EqualFidelity(string Estimator, double Fidelity, double PassesRatio, double Ratio);
