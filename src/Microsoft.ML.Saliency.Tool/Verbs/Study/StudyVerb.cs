using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary><c>mlsaliency study</c>: measures how far maps and metrics can be trusted on a model and images: see
/// docs/protocol.md.</summary>
internal sealed class StudyVerb() : Verb<StudySettings>(
    "study", "Study how far maps and metrics can be trusted on a model. Run again, it continues where it stopped.")
{
    public override string Examples => """
        # About 15,000 passes for each of 20 images; study1/study.json, and 'mlsaliency report --run study1' makes a page of it
        mlsaliency study --model resnet50.onnx --images photos/ --out study1
        # What would it cost? Nothing is written
        mlsaliency study --model resnet50.onnx --images photos/ --size full --out study2 --dry-run
        # Other baselines; the first is the reference
        mlsaliency study --model resnet50.onnx --images photos/ --baselines black,gray,gaussian-blur:5 --out study3
        # With objects' masks, and a model with random weights as control
        mlsaliency study --settings study.yaml --objects masks/ --control-model random-weights.onnx --out study4
        """;

    protected override ExitCode Run(StudySettings settings, Output output, CancellationToken cancellationToken)
    {
        settings = settings.Resolve();
        ImageItem[] items = StudyGallery.Spread(settings.FindImages(output), settings.MaxImages!.Value);
        using OnnxScorer model = settings.Load(output);
        var scorer = new CountingScorer(model);
        var plan = new StudyPlan(settings, scorer);
        ImagePreprocessing preprocessing = settings.CreatePreprocessing(model);
        ImageLoadOptions loading = settings.CreateLoading();
        ClassLabels? labels = model.Labels;
        StudyLocalization? localization = settings.Objects is null
            ? null
            : new(new ObjectMasks(settings.Objects, loading), loading, preprocessing, model.InputShape, labels, settings.CreateBootstrap());
        using OnnxScorer? control = settings.ControlModel is null ? null : LoadControl(settings, model, output);
        JsonObject description = RunDescription.Create("study", settings.Describe(model), settings);
        JsonObject? controlModel = control is null ? null : (settings with { Model = settings.ControlModel! }).Describe(control);
        description["controlModel"] = controlModel?.DeepClone();
        var workPlan = new WorkPlan(items.Length, "images", plan.PassesPerImage, PassSpeed.Measure(scorer, cancellationToken));
        if (settings.DryRun)
        {
            workPlan.Show(description, output);
            return ExitCode.Done;
        }

        using RunFolder run = RunFolder.Open(settings.Out, description, settings.Force, kept: StudyCache.Folder);
        run.Delete(StudyResult.FileName);
        run.Delete(StudyTable.FileName);
        output.Event("plan", new { workPlan.Items, workPlan.PassesPerItem, workPlan.Passes, workPlan.PassesPerSecond, workPlan.Minutes });
        ModelSettings.Tell(model, output);
        settings.CheckPreprocessing(model, items, output, cancellationToken);
        output.Note(
            $"{items.Length} images x {workPlan.PassesPerItem} passes = {workPlan.Passes}, less what is there already; " +
            $"at {workPlan.PassesPerSecond:0} passes/s, measured now, {workPlan.Minutes:0.0} minutes on {model.Provider}. " +
            $"Results in '{settings.Out}'.");
        var cache = new StudyCache(run, description, loading.Orientation, preprocessing, model.InputShape);
        var study = new StudyRun(plan, scorer, cache, new StudyInputs(loading, preprocessing, model.InputShape), output, cancellationToken);
        IReadOnlyList<StudyImage> read = study.Read(items);
        RequireTwo(read, items.Length, study);
        IReadOnlyDictionary<StudyImage, bool[]>? masks = localization?.Find(read);
        IReadOnlyList<StudyImage> images = study.Make(read);
        RequireTwo(images, items.Length, study);
        List<LocalizationResult>? found = masks is null
            ? null
            : [.. localization!.Measure(LocalizationResult.Studied, cache, plan.ReferenceMethods, Of(images, masks))];
        if (control is not null)
        {
            JsonObject ofControl = description.DeepClone().AsObject();
            ofControl["model"] = controlModel;
            var controlCache = new StudyCache(run, ofControl, loading.Orientation, preprocessing, model.InputShape);
            (string Method, MapSpec Spec)[] methods = [.. plan.ReferenceMethods.Take(2)];
            IReadOnlyList<StudyImage> made = study.MakeMaps(
                [.. images.Where(masks!.ContainsKey)], [.. methods.Select(method => method.Spec)], new CountingScorer(control),
                controlCache);
            found!.AddRange(localization!.Measure(LocalizationResult.Control, controlCache, methods, Of(made, masks!)));
        }

        IReadOnlyList<ShownImage> shown = new StudyGallery(plan, cache, run, loading, preprocessing, labels).Show(images, settings.Shown);
        StudyResult result = new StudyAnalysis(settings, plan, cache, images, labels).Run(study.Skipped, found, shown, cancellationToken);
        StudyTable.Write(run, plan, cache, images);
        run.WriteJson(StudyResult.FileName, result);
        return Report(result, study, items.Length, settings, output);
    }

    private static OnnxScorer LoadControl(StudySettings settings, OnnxScorer model, Output output)
    {
        OnnxScorer control = (settings with { Model = settings.ControlModel! }).Load(output);
        if (control.InputShape != model.InputShape || control.ClassCount != model.ClassCount)
        {
            string given = $"{control.InputShape} and {control.ClassCount} classes";
            control.Dispose();
            throw new ToolException(
                "--control-model must have the input and classes of the studied model, " +
                $"{model.InputShape} and {model.ClassCount} classes, but has {given}.");
        }

        return control;
    }

    private static void RequireTwo(IReadOnlyList<StudyImage> images, int total, StudyRun study)
    {
        if (images.Count < 2)
        {
            string example = string.Join(" ", study.Skipped.Take(1).Select(skipped => $"{skipped.Image}: {skipped.Reason}"));
            throw new ToolException(
                $"A study needs at least 2 images, but of {total} only {images.Count} could be studied. {example}".TrimEnd(),
                ExitCode.Failed);
        }
    }

    private static Dictionary<StudyImage, bool[]> Of(IReadOnlyList<StudyImage> images, IReadOnlyDictionary<StudyImage, bool[]> masks) =>
        images.Where(masks.ContainsKey).ToDictionary(image => image, image => masks[image]);

    private static ExitCode Report(StudyResult result, StudyRun study, int total, StudySettings settings, Output output)
    {
        ExitCode code = WorkSummary.ExitCodeOf(study.Skipped.Count, settings.AllowSkipped);
        output.Event("end", new
        {
            settings.Out,
            Total = total,
            Skipped = study.Skipped.Count,
            study.Passes,
            Seconds = study.Elapsed.TotalSeconds,
            result.Verdicts,
            ExitCode = (int)code,
        });
        var table = new Table().AddColumns("claim", "here", "found");
        foreach (Verdict verdict in result.Verdicts)
        {
            table.AddRow(Markup.Escape(verdict.Claim), Markup.Escape(verdict.Outcome.Words()), Markup.Escape(verdict.Finding));
            table.AddEmptyRow();
        }

        output.Table(table);
        foreach (string caution in result.Cautions)
        {
            output.Warn(caution);
        }

        output.Line(
            $"{result.Images.Count} images studied, {study.Skipped.Count} skipped: {Path.Combine(settings.Out, StudyResult.FileName)}; " +
            $"'mlsaliency report --run {settings.Out}' makes a page of it.");
        return code;
    }
}
