namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="StudyVerb"/>.</summary>
internal sealed record StudySettings : ImageSettings
{
    [Setting("How much is computed, where the settings below do not say otherwise. Default: quick.")]
    public StudySize Size { get; init; }

    [Setting("The most images; of more, so many at even distances. Default: 20; full: all.", Value = "N")]
    public int? MaxImages { get; init; }

    [Setting(
        "The baselines to compare, with commas between them: " + TypedBaseline.Names + ". " +
        "The first is the one that everything else is measured with. " +
        "Default: model-zero,black,white,gaussian-blur:10,uniform-noise; full: gray,image-mean,pixel-shuffle too.",
        Value = "BASELINES")]
    public string? Baselines { get; init; }

    [Setting("RISE: number of masks. Default: 300; full: 2000.", Value = "N")]
    public int? Masks { get; init; }

    [Setting("RISE: other numbers of masks to compare. Default: half and twice as many.", Value = "N,N")]
    public double[]? OtherMasks { get; init; }

    [Setting("RISE: cells of the grid's side. Default: 7.", Value = "N")]
    public int Grid { get; init; } = 7;

    [Setting("RISE: other grids to compare. Default: 4,14; full: 4,5,10,14.", Value = "N,N")]
    public double[]? OtherGrids { get; init; }

    [Setting("RISE: probability that a cell is kept. Default: 0.5.", Value = "P")]
    public double KeepProbability { get; init; } = 0.5;

    [Setting("RISE: other probabilities to compare. Default: 0.25,0.75; full: 0.1,0.25,0.75,0.9.", Value = "P,P")]
    public double[]? OtherKeepProbabilities { get; init; }

    [Setting("RISE: how the map is estimated; reference is the published formula. Default: variance-reduced.")]
    public RiseEstimation Estimation { get; init; }

    [Setting("Sets of random masks, or of noise, for each setting that is random: what differs between them is the noise floor. Default: 2; full: 4.", Value = "N")]
    public int? Seeds { get; init; }

    [Setting("Occlusion: how many patches fit into the input's side. Default: 8.", Value = "N")]
    public int Patches { get; init; } = 8;

    [Setting("Occlusion: other numbers to compare. Default: 4,12; full: 4,6,12,16.", Value = "N,N")]
    public double[]? OtherPatches { get; init; }

    [Setting("Occlusion: pixels from window to window, as a share of the patch. Default: 0.5.", Value = "X")]
    public double Stride { get; init; } = 0.5;

    [Setting("Occlusion: other strides to compare. Default: 1; full: 0.25,0.75,1.", Value = "X,X")]
    public double[]? OtherStrides { get; init; }

    [Setting("Blur as baseline: the standard deviations to compare, in pixels of the input. Default: 3,10,30; full: 2,5,10,20,40.", Value = "X,X")]
    public double[]? Sigmas { get; init; }

    [Setting("MoRF and LeRF: regions along the input's side. Default: 5; full: 8.", Value = "N")]
    public int? Regions { get; init; }

    [Setting("Deletion and insertion: number of steps. Default: 12; full: 28.", Value = "N")]
    public int? Steps { get; init; }

    [Setting("How alike two maps are. Default: spearman.")]
    public SimilarityMeasure Similarity { get; init; } = SimilarityMeasure.Spearman;

    [Setting("By how much the similarity must be below the noise floor for a difference to count, besides being so in the whole interval. Default: 0.05.", Value = "X")]
    public double Margin { get; init; } = 0.05;

    [Setting("Baselines are equally neutral if the class keeps at most this much more probability than with the most neutral. Default: 0.05.", Value = "X")]
    public double NeutralWithin { get; init; } = 0.05;

    [Setting("Resamples of the bootstrap intervals. Default: 1000.", Value = "N")]
    public int Resamples { get; init; } = 1000;

    [Setting("Confidence of the intervals. Default: 0.95.", Value = "X")]
    public double Confidence { get; init; } = 0.95;

    [Setting("The folder of the objects' masks, as for 'evaluate --objects': localisation is measured too. Default: none.", Value = "FOLDER")]
    public string? Objects { get; init; }

    [Setting(
        "A control: a model of the same input and classes with random weights, whose maps must not find the objects. " +
        "With --objects. Default: none.",
        Value = "FILE")]
    public string? ControlModel { get; init; }

    [Setting("How many images the report shows with their maps. Default: 6.", Value = "N")]
    public int Shown { get; init; } = 6;

    [Setting("The folder for the results: new, empty, or of the same study before.", Value = "FOLDER", IsRequired = true)]
    public string Out { get; init; } = "";

    [Setting("Go on though the study in the folder was made otherwise; what both have in common is not computed again.")]
    public bool Force { get; init; }

    [Setting("Return 0 though some images were skipped.")]
    public bool AllowSkipped { get; init; }

    [Setting("Print all settings and what they would cost, and do nothing.")]
    public bool DryRun { get; init; }

    /// <summary>The bootstrap's settings.</summary>
    public BootstrapOptions CreateBootstrap() => new() { Resamples = Resamples, Confidence = Confidence };

    /// <summary>The settings with the defaults of their size in place.</summary>
    /// <exception cref="ToolException">A setting is out of its range.</exception>
    public StudySettings Resolve()
    {
        bool full = Size == StudySize.Full;
        int masks = Masks ?? (full ? 2000 : 300);
        StudySettings resolved = this with
        {
            MaxImages = MaxImages ?? (full ? int.MaxValue : 20),
            Baselines = Baselines ?? ("model-zero,black,white,gaussian-blur:10,uniform-noise" + (full ? ",gray,image-mean,pixel-shuffle" : "")),
            Masks = masks,
            OtherMasks = OtherMasks ?? [Math.Max(1, masks / 2), 2 * masks],
            OtherGrids = OtherGrids ?? (full ? [4, 5, 10, 14] : [4, 14]),
            OtherKeepProbabilities = OtherKeepProbabilities ?? (full ? [0.1, 0.25, 0.75, 0.9] : [0.25, 0.75]),
            Seeds = Seeds ?? (full ? 4 : 2),
            OtherPatches = OtherPatches ?? (full ? [4, 6, 12, 16] : [4, 12]),
            OtherStrides = OtherStrides ?? (full ? [0.25, 0.75, 1] : [1]),
            Sigmas = Sigmas ?? (full ? [2, 5, 10, 20, 40] : [3, 10, 30]),
            Regions = Regions ?? (full ? 8 : 5),
            Steps = Steps ?? (full ? 28 : 12),
        };
        resolved.Validate();
        return resolved;
    }

    private void Validate()
    {
        RequireAtLeast(2, MaxImages!.Value, "max-images");
        RequireAtLeast(2, Seeds!.Value, "seeds");
        RequireAtLeast(1, Regions!.Value, "regions");
        RequireAtLeast(1, Steps!.Value, "steps");
        RequireAtLeast(1, Patches, "patches");
        RequireAtLeast(0, Shown, "shown");
        RequireAtLeast(1, Resamples, "resamples");
        RequireShare(Margin, "margin");
        RequireShare(NeutralWithin, "neutral-within");
        RequireShare(Confidence, "confidence");
        if (Similarity == SimilarityMeasure.MeanAbsoluteDifference)
        {
            throw new ToolException("Expected was a measure that is 1 for equal maps for the option '--similarity'; given was mean-absolute-difference, a distance.");
        }

        if (ControlModel is not null && Objects is null)
        {
            throw new ToolException("The option '--control-model' goes with '--objects' only: a control is asked whether its maps find the objects.");
        }
    }

    private static void RequireAtLeast(int least, int value, string option)
    {
        if (value < least)
        {
            throw new ToolException($"Expected was a whole number of at least {least} for the option '--{option}'; given was {value}.");
        }
    }

    private static void RequireShare(double value, string option)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ToolException($"Expected was a number from 0 to 1 for the option '--{option}'; given was {value}.");
        }
    }
}
