namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency evaluate</c>: scores the maps of a run, in the folder "evaluation" of the run's folder.</summary>
internal sealed class EvaluateVerb() : Verb<EvaluateSettings>(
    "evaluate", "Score the maps of a run by MoRF, LeRF, deletion, insertion and, with masks, localization.")
{
    /// <summary>The evaluation's folder in the run's.</summary>
    public const string Folder = "evaluation";

    public override string Examples => """
        # run1/evaluation/results.csv, summary.json, and every curve in maps/NAME.json
        mlsaliency evaluate --run run1
        # With the objects' masks: cat01.png has its mask in masks/cat01.png, or masks/cat01-LABEL.png
        mlsaliency evaluate --run run1 --objects masks/
        # Onto a blurred image instead of zeros
        mlsaliency evaluate --run run1 --removal-baseline gaussian-blur:10 --force
        """;

    protected override ExitCode Run(EvaluateSettings settings, Output output, CancellationToken cancellationToken)
    {
        SaliencyEvaluationOptions options = settings.CreateOptions();
        ExplainedRun run = ExplainedRun.Read(settings.Run, settings.Model, settings.Images);
        if (!Directory.Exists(run.Settings.Images) && !File.Exists(run.Settings.Images))
        {
            throw new ToolException($"Image folder '{run.Settings.Images}' was not found. Name its place with --images.");
        }

        ObjectMasks? masks = settings.Objects is null ? null : new ObjectMasks(settings.Objects, run.Settings.CreateLoading());
        if (masks is not null && !run.Images.Any(image => image.Maps.Any(map => masks.Find(image.Image, map) is not null)))
        {
            (string image, MapResult map) = (run.Images[0].Image, run.Images[0].Maps[0]);
            throw new ToolException(
                $"Folder '{settings.Objects}' has no mask for any map. " +
                $"For the image {image}, add a file such as {Path.GetFileNameWithoutExtension(image)}-{map.Label ?? $"{map.Target}"}.png.");
        }

        using OnnxScorer model = run.LoadModel(output);
        var scorer = new CountingScorer(model);
        var evaluator = new SaliencyEvaluator(scorer, options);
        JsonObject description = RunDescription.Create("evaluate", run.Settings.Describe(model), settings);
        if (settings.DryRun)
        {
            double speed = PassSpeed.Measure(scorer, cancellationToken);
            new WorkPlan(run.Images.Sum(image => image.Maps.Count), "maps", evaluator.Passes, speed).Show(description, output);
            return ExitCode.Done;
        }

        using RunFolder evaluation = RunFolder.Open(Path.Combine(settings.Run, Folder), description, settings.Force);
        evaluation.Delete(EvaluationTable.ResultsFile);
        ModelSettings.Tell(model, output);
        var work = new EvaluateWork(evaluation, run, evaluator, masks);
        WorkSummary summary = new WorkLoop(output.CreateScreen(), cancellationToken).Run(work, run.Images, scorer);
        var table = new EvaluationTable(
            run.Images.Select(image => evaluation.ReadJson<EvaluationResult>(EvaluationResult.FileOf(image.Image))!), scorer.ClassCount);
        table.Write(evaluation);
        ExitCode code = summary.ExitCode(settings.AllowSkipped);
        output.Event("metrics", new { Means = table.Means() });
        summary.Tell(output, evaluation.Folder, code);
        output.Table(table.ToTable());
        if (table.Warning is string warning)
        {
            output.Warn(warning);
        }

        output.Line($"{table.Count} maps, {summary.Skipped} images skipped: {evaluation.PathOf(EvaluationTable.ResultsFile)}");
        return code;
    }
}
