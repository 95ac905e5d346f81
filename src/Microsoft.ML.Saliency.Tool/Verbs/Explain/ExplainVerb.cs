namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency explain</c>: saliency maps of a folder of images, in a run that survives being killed.</summary>
internal sealed class ExplainVerb() : Verb<ExplainSettings>(
    "explain", "Make saliency maps of a folder of images. Run again, it continues where it stopped.")
{
    public override string Examples => """
        # RISE with its defaults: run1/maps/NAME.npy, .json, .CLASS.png, and run1/results.csv
        mlsaliency explain --model resnet50.onnx --images photos/ --out run1
        # Occlusion for the three best classes, onto a blurred image
        mlsaliency explain --model resnet50.onnx --images photos/ --method occlusion --targets top:3 --baseline gaussian-blur:10 --out run2
        # What would it cost? Nothing is written
        mlsaliency explain --model resnet50.onnx --images photos/ --masks 8000 --out run3 --dry-run
        # Settings from a file; the command line wins
        mlsaliency explain --settings rise.yaml --images photos/ --out run4
        # The first of four shares; 'mlsaliency merge' combines them
        mlsaliency explain --model resnet50.onnx --images photos/ --out shards/0 --shard 0/4
        """;

    protected override ExitCode Run(ExplainSettings settings, Output output, CancellationToken cancellationToken)
    {
        Shard? shard = settings.Shard is null ? null : Shard.Parse(settings.Shard);
        ImageItem[] all = settings.FindImages(output);
        ImageItem[] items = shard is null ? all : [.. shard.Of(all)];
        using OnnxScorer model = settings.Load(output);
        var scorer = new CountingScorer(model);
        settings = settings.Resolve(model);
        RequireOpacity(settings.Opacity);
        IExplainer explainer = settings.CreateExplainer(scorer);
        settings.CreateTargets(model).Count(model.ClassCount);
        JsonObject description = RunDescription.Create("explain", settings.Describe(model), settings, shard);
        if (settings.DryRun)
        {
            double speed = PassSpeed.Measure(scorer, cancellationToken);
            new WorkPlan(items.Length, "images", explainer.Passes, speed).Show(description, output);
            return ExitCode.Done;
        }

        using RunFolder run = RunFolder.Open(settings.Out, description, settings.Force);
        ImageResult.RequireNoOthers(run, items, settings.Force);
        ModelSettings.Tell(model, output);
        settings.CheckPreprocessing(model, items, output, cancellationToken);
        output.Note($"{items.Length} images, {explainer.Passes} passes each, on {model.Provider}; results in '{settings.Out}'.");
        // The table exists only when all results do.
        run.Delete(ResultsTable.FileName);
        var work = new ExplainWork(run, settings, explainer);
        WorkSummary summary = new WorkLoop(output.CreateScreen(), cancellationToken).Run(work, items, scorer);
        ResultsTable.Write(run, items.Select(item => item.Name));
        return Report(summary, settings, output);
    }

    private static ExitCode Report(WorkSummary summary, ExplainSettings settings, Output output)
    {
        ExitCode code = summary.ExitCode(settings.AllowSkipped);
        summary.Tell(output, settings.Out, code);
        output.Line(
            $"{summary.Done} images explained, {summary.DoneBefore} were there before, {summary.Skipped} skipped: " +
            $"{Path.Combine(settings.Out, ResultsTable.FileName)}");
        if (settings.Method == Method.Rise && !settings.NoFidelity)
        {
            output.Note(
                "The fidelities in it say how much of each map is the luck of its masks, not that the model is right.");
        }

        return code;
    }

    private static void RequireOpacity(double opacity)
    {
        if (!(opacity is >= 0 and <= 1))
        {
            throw new ToolException($"--opacity must be from 0 to 1, but was {opacity}.");
        }
    }
}
