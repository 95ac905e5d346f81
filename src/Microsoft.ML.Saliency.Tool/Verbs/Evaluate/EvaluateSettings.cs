namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="EvaluateVerb"/>.</summary>
internal sealed record EvaluateSettings
{
    [Setting("The folder of a run of 'mlsaliency explain'.", Value = "FOLDER", IsRequired = true)]
    public string Run { get; init; } = "";

    [Setting("The model's path, if it has moved since the run.", Value = "FILE")]
    public string? Model { get; init; }

    [Setting("The images' folder, if it has moved since the run.", Value = "FOLDER")]
    public string? Images { get; init; }

    [Setting(
        "The folder of the objects' masks, white on black, of the images' sizes: " +
        "for the image a.png a-LABEL.png, a-CLASS.png or a.png. Default: no localization.",
        Value = "FOLDER")]
    public string? Objects { get; init; }

    [Setting("MoRF and LeRF: size of the regions in pixels of the input, N or HxW. Default: 8.", Value = "N")]
    public string Regions { get; init; } = "8";

    [Setting("Deletion and insertion: number of steps.", Value = "N")]
    public int Steps { get; init; } = 28;

    [Setting("What removed pixels become in MoRF, LeRF and deletion, as for 'explain --baseline'.", Value = "BASELINE")]
    public Baseline RemovalBaseline { get; init; } = KnownPerturbationCurves.Deletion.Baseline;

    [Setting("What insertion starts from.", Value = "BASELINE")]
    public Baseline InsertionBaseline { get; init; } = KnownPerturbationCurves.Insertion.Baseline;

    [Setting(
        "Pointing game: largest distance from the object, in pixels of the input, that counts as a hit.",
        typeof(SaliencyEvaluationOptions), Members = [nameof(SaliencyEvaluationOptions.PointingTolerance)], Value = "X")]
    public double Tolerance { get; init; }

    [Setting("Discard the evaluation's results if they have other settings.")]
    public bool Force { get; init; }

    [Setting("Return 0 even if some images were skipped.")]
    public bool AllowSkipped { get; init; }

    [Setting("Print all settings and the cost, and do nothing.")]
    public bool DryRun { get; init; }

    /// <summary>Creates the engine's settings.</summary>
    /// <exception cref="ToolException">A setting cannot be read, or is out of its range.</exception>
    public SaliencyEvaluationOptions CreateOptions()
    {
        HeightByWidth regions = (HeightByWidth)SettingText.Parse(Regions, typeof(HeightByWidth), "--regions");
        if (Steps < 1)
        {
            throw new ToolException($"--steps must be at least 1, but was {Steps}.");
        }

        PerturbationSteps steps = PerturbationSteps.Equal(Steps);
        return EngineOptions.Create<SaliencyEvaluationOptions>(this) with
        {
            Removal = new() { Steps = PerturbationSteps.Regions(regions.Height, regions.Width), Baseline = RemovalBaseline },
            Deletion = KnownPerturbationCurves.Deletion with { Steps = steps, Baseline = RemovalBaseline },
            Insertion = KnownPerturbationCurves.Insertion with { Steps = steps, Baseline = InsertionBaseline },
        };
    }
}
