using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>How much a study computes, where its settings do not say otherwise.</summary>
internal enum StudySize
{
    /// <summary>About 15,000 passes for each of at most 20 images.</summary>
    Quick,

    /// <summary>About 15 times as many, for all images.</summary>
    Full,
}

/// <summary>Settings of <see cref="StudyVerb"/>.</summary>
internal sealed partial record StudySettings : MapSettings
{
    [Setting("How much is computed, where other settings do not say otherwise.")]
    public StudySize Size { get; init; }

    [Setting("The most images; of more, so many at even distances. Default: 20; full: all.", Value = "N")]
    public int? MaxImages { get; init; }

    [Setting(
        "The baselines to compare, with commas between them: {baselines}. The first is the reference, with which everything else is " +
        "measured. Default: model-zero,black,white,gaussian-blur:10,uniform-noise; full: gray,image-mean,pixel-shuffle too.",
        Value = "BASELINES")]
    public string? Baselines { get; init; }

    [Setting("RISE: number of masks, one pass each. Default: 300; full: 2000.", typeof(RiseOptions), Value = "N")]
    public override int? Masks { get; init; }

    [Setting("RISE: other numbers of masks to compare. Default: half and twice as many.", Value = "N,N")]
    public double[]? OtherMasks { get; init; }

    [Setting(
        "RISE: cells of the grid's side.", typeof(RiseOptions), Members = [nameof(RiseOptions.GridHeight), nameof(RiseOptions.GridWidth)],
        Value = "N")]
    public int? Grid { get; init; }

    [Setting("RISE: other grids to compare. Default: 4,14; full: 4,5,10,14.", Value = "N,N")]
    public double[]? OtherGrids { get; init; }

    [Setting("RISE: probability that a cell is kept.", typeof(RiseOptions), Value = "P")]
    public double? KeepProbability { get; init; }

    [Setting("RISE: other probabilities to compare. Default: 0.25,0.75; full: 0.1,0.25,0.75,0.9.", Value = "P,P")]
    public double[]? OtherKeepProbabilities { get; init; }

    [Setting(
        "Sets of random masks, or of noise, for each setting that is random; the difference between them is the noise floor. " +
        "Default: 2; full: 4.",
        Value = "N")]
    public int? Seeds { get; init; }

    [Setting("Occlusion: number of patches that fit into the input's side.", Value = "N")]
    public int Patches { get; init; } = 8;

    [Setting("Occlusion: other numbers to compare. Default: 4,12; full: 4,6,12,16.", Value = "N,N")]
    public double[]? OtherPatches { get; init; }

    [Setting("Occlusion: pixels from window to window, as a share of the patch.", Value = "X")]
    public double Stride { get; init; } = 0.5;

    [Setting("Occlusion: other strides to compare. Default: 1; full: 0.25,0.75,1.", Value = "X,X")]
    public double[]? OtherStrides { get; init; }

    [Setting(
        "Blur as baseline: the standard deviations to compare, in pixels of the input. Default: 3,10,30; full: 2,5,10,20,40.",
        Value = "X,X")]
    public double[]? Sigmas { get; init; }

    [Setting("MoRF and LeRF: regions along the input's side. Default: 5; full: 8.", Value = "N")]
    public int? Regions { get; init; }

    [Setting("Deletion and insertion: number of steps. Default: 12; full: 28.", Value = "N")]
    public int? Steps { get; init; }

    [Setting("Measure of how alike two maps are.")]
    public SimilarityMeasure Similarity { get; init; } = SimilarityMeasure.Spearman;

    [Setting("How far the whole interval of the similarity must lie below the noise floor for a difference to count.", Value = "X")]
    public double Margin { get; init; } = 0.05;

    [Setting(
        "Baselines are equally neutral if the class keeps at most this much more probability than with the most neutral.", Value = "X")]
    public double NeutralWithin { get; init; } = 0.05;

    [Setting("Resamples of the bootstrap intervals.", Value = "N")]
    public int Resamples { get; init; } = 1000;

    [Setting("Confidence of the intervals.", Value = "X")]
    public double Confidence { get; init; } = 0.95;

    [Setting("The folder of the objects' masks, as for 'evaluate --objects', to measure localization too.", Value = "FOLDER")]
    public string? Objects { get; init; }

    [Setting(
        "A control: a model of the same input and classes with random weights, whose maps must not find the objects. " +
        "With --objects. Default: none.",
        Value = "FILE")]
    public string? ControlModel { get; init; }

    [Setting("Number of images that the report shows with their maps.", Value = "N")]
    public int Shown { get; init; } = 6;

    [Setting("Continue even if the study in the folder has other settings; what both have in common is not computed again.")]
    public override bool Force { get; init; }

    /// <summary>Creates the bootstrap's settings.</summary>
    public BootstrapOptions CreateBootstrap() => new() { Resamples = Resamples, Confidence = Confidence };

    /// <summary>Gets the settings with the defaults of their size in place.</summary>
    /// <exception cref="ToolException">A setting is out of its range.</exception>
    public StudySettings Resolve()
    {
        bool full = Size == StudySize.Full;
        int masks = Masks ?? (full ? 2000 : 300);
        StudySettings resolved = EngineOptions.Fill(
            this with
            {
                MaxImages = MaxImages ?? (full ? int.MaxValue : 20),
                Baselines = Baselines ??
                    ("model-zero,black,white,gaussian-blur:10,uniform-noise" + (full ? ",gray,image-mean,pixel-shuffle" : "")),
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
            },
            CreateRise());
        resolved.Validate();
        return resolved;
    }

    /// <summary>Reads the baselines: a comma before a letter separates two of them, one before a number belongs to a baseline.</summary>
    /// <exception cref="ToolException">One is unknown or there twice, or there are fewer than two.</exception>
    public IReadOnlyList<Baseline> ReadBaselines()
    {
        Baseline[] baselines =
            [.. Separator().Split(Baselines!).Select(name => (Baseline)SettingText.Parse(name.Trim(), typeof(Baseline), "--baselines"))];
        return baselines.Length >= 2 && baselines.DistinctBy(baseline => baseline.Name).Count() == baselines.Length
            ? baselines
            : throw new ToolException(
                $"--baselines must be at least two different baselines, with commas between them, but was '{Baselines}'.");
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
            throw new ToolException(
                "--similarity must be a measure that is 1 for equal maps, but was mean-absolute-difference, a distance.");
        }

        if (ControlModel is not null && Objects is null)
        {
            throw new ToolException("--control-model needs --objects, since a control shows whether its maps find the objects.");
        }
    }

    private static void RequireAtLeast(int least, int value, string option)
    {
        if (value < least)
        {
            throw new ToolException($"--{option} must be at least {least}, but was {value}.");
        }
    }

    private static void RequireShare(double value, string option)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ToolException($"--{option} must be from 0 to 1, but was {value}.");
        }
    }

    [GeneratedRegex(@",(?=\s*[a-z])")]
    private static partial Regex Separator();
}
