namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="EvaluateVerb"/>.</summary>
internal sealed record EvaluateSettings
{
    [Setting("The folder of a run of 'mlsaliency explain'.", Value = "FOLDER", IsRequired = true)]
    public string Run { get; init; } = "";

    [Setting("Where the model lies now. Default: where it lay for the run.", Value = "FILE")]
    public string? Model { get; init; }

    [Setting("Where the images lie now. Default: where they lay for the run.", Value = "FOLDER")]
    public string? Images { get; init; }

    [Setting(
        "The folder of the objects' masks, white on black, of the images' sizes: " +
        "for the image a.png a-LABEL.png, a-CLASS.png or a.png. Default: no localisation.",
        Value = "FOLDER")]
    public string? Objects { get; init; }

    [Setting("MoRF and LeRF: size of the regions in pixels of the input, N or HxW. Default: 8.", Value = "N")]
    public string Regions { get; init; } = "8";

    [Setting("Deletion and insertion: number of steps. Default: 28.", Value = "N")]
    public int Steps { get; init; } = 28;

    [Setting("What removed pixels become in MoRF, LeRF and deletion, as for 'explain --baseline'. Default: model-zero.", Value = "BASELINE")]
    public string RemovalBaseline { get; init; } = "model-zero";

    [Setting("What insertion starts from. Default: rise-blur.", Value = "BASELINE")]
    public string InsertionBaseline { get; init; } = "rise-blur";

    [Setting("Pointing game: largest distance from the object, in pixels of the input, that counts as a hit. Default: 0.", Value = "X")]
    public double Tolerance { get; init; }

    [Setting("Throw the evaluation's results away if they were made otherwise.")]
    public bool Force { get; init; }

    [Setting("Return 0 though some images were skipped.")]
    public bool AllowSkipped { get; init; }

    [Setting("Print all settings and what they would cost, and do nothing.")]
    public bool DryRun { get; init; }

    /// <summary>The engine's settings.</summary>
    /// <exception cref="ToolException">A setting cannot be read, or is out of its range.</exception>
    public SaliencyEvaluationOptions CreateOptions()
    {
        TypedPair regions = TypedPair.Parse(Regions, "regions");
        if (Steps < 1)
        {
            throw new ToolException($"Expected was a whole number of at least 1 for the option '--steps'; given was {Steps}.");
        }

        PerturbationSteps steps = PerturbationSteps.Equal(Steps);
        Baseline removal = TypedBaseline.Parse(RemovalBaseline, "removal-baseline");
        return new SaliencyEvaluationOptions
        {
            Removal = new PerturbationCurveOptions { Steps = PerturbationSteps.Regions(regions.Height, regions.Width), Baseline = removal },
            Deletion = KnownPerturbationCurves.Deletion with { Steps = steps, Baseline = removal },
            Insertion = KnownPerturbationCurves.Insertion with { Steps = steps, Baseline = TypedBaseline.Parse(InsertionBaseline, "insertion-baseline") },
            PointingTolerance = Tolerance,
        };
    }

    /// <summary>Passes through the model that one map takes.</summary>
    public static long PassesPerMap(SaliencyEvaluationOptions options, TensorShape input) =>
        (2 * Points(options.Removal, input)) + Points(options.Deletion, input) + Points(options.Insertion, input);

    private static long Points(PerturbationCurveOptions curve, TensorShape input) => curve.Steps.Count(input) + 1;
}
