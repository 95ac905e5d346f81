using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of <see cref="ExplainVerb"/>.</summary>
internal sealed record ExplainSettings : ImageSettings
{
    [Setting("How the maps are made. Default: rise.")]
    public Method Method { get; init; }

    [Setting("The classes to explain: predicted, top:3, all, or indices such as 281,282. Default: predicted.", Value = "CLASSES")]
    public string Targets { get; init; } = "predicted";

    [Setting("What stands in the place of removed pixels: " + TypedBaseline.Names + ". Default: model-zero.", Value = "BASELINE")]
    public string Baseline { get; init; } = "model-zero";

    [Setting("RISE: number of masks, which is that of passes; the most of them with --fidelity. Default: 4000.", Value = "N")]
    public int? Masks { get; init; }

    [Setting("RISE: stop when the map's rank correlation with its limit is this, 0..1. Default: all masks.", Value = "X")]
    public double? Fidelity { get; init; }

    [Setting("RISE: cells of the grid, N or HxW. Default: 7.", Value = "N")]
    public string? Grid { get; init; }

    [Setting("RISE: probability that a cell is kept, or auto. Default: 0.5.", Value = "P")]
    public string? KeepProbability { get; init; }

    [Setting("RISE: how the map is estimated; reference is the published formula. Default: variance-reduced.")]
    public RiseEstimation? Estimation { get; init; }

    [Setting("RISE: the map's scale. Default: mask-sum.")]
    public RiseNormalization? Normalization { get; init; }

    [Setting("RISE: seed of the masks. Default: 0.", Value = "N")]
    public ulong? Seed { get; init; }

    [Setting("RISE: leave the estimate of the fidelity out of the results; it takes a fixed time for each map, which only with few masks of a small model matters.")]
    public bool NoFidelity { get; init; }

    [Setting("Occlusion: size of the patch in pixels of the input, N or HxW. Default: an eighth of the input.", Value = "N")]
    public string? Patch { get; init; }

    [Setting("Occlusion: pixels from window to window, N or HxW. Default: half of the patch.", Value = "N")]
    public string? Stride { get; init; }

    [Setting("Occlusion: what becomes of the drops of windows that overlap. Default: mean.")]
    public OcclusionOverlap? Overlap { get; init; }

    [Setting("Colours of the overlay. Default: inferno.")]
    public OverlayColors Colors { get; init; }

    [Setting("The share of the map's colours in the overlay, 0..1. Default: 0.6.", Value = "X")]
    public double Opacity { get; init; } = 0.6;

    [Setting("The folder for the results: new, empty, or of the same run before.", Value = "FOLDER", IsRequired = true)]
    public string Out { get; init; } = "";

    [Setting("Explain the i-th of n shares of the images, 0 <= i < n; 'merge' puts the shares together.", Value = "I/N")]
    public string? Shard { get; init; }

    [Setting("Throw the folder's results away if they were made otherwise.")]
    public bool Force { get; init; }

    [Setting("Return 0 though some images were skipped.")]
    public bool AllowSkipped { get; init; }

    [Setting("Print all settings and what they would cost, and do nothing.")]
    public bool DryRun { get; init; }

    /// <summary>The settings with the defaults of their method in place; those of the other method stay empty.</summary>
    /// <exception cref="ToolException">A setting of the other method is given.</exception>
    public ExplainSettings Resolve(TensorShape input)
    {
        RequireMethod(
            Method.Rise,
            ("masks", Masks),
            ("fidelity", Fidelity),
            ("grid", Grid),
            ("keep-probability", KeepProbability),
            ("estimation", Estimation),
            ("normalization", Normalization),
            ("seed", Seed),
            ("no-fidelity", NoFidelity ? true : null));
        RequireMethod(Method.Occlusion, ("patch", Patch), ("stride", Stride), ("overlap", Overlap));
        if (Method == Method.Rise)
        {
            RiseOptions rise = CreateRise();
            return this with
            {
                Masks = rise.Masks,
                Grid = new TypedPair(rise.GridHeight, rise.GridWidth).ToString(),
                KeepProbability = rise.KeepProbability.ToString(),
                Estimation = rise.Estimation,
                Normalization = rise.Normalization,
                Seed = rise.Seed,
            };
        }

        TypedPair patch = Patch is null ? new((input.Height + 7) / 8, (input.Width + 7) / 8) : TypedPair.Parse(Patch, "patch");
        TypedPair stride = Stride is null ? new((patch.Height + 1) / 2, (patch.Width + 1) / 2) : TypedPair.Parse(Stride, "stride");
        return this with { Patch = patch.ToString(), Stride = stride.ToString(), Overlap = Overlap ?? new OcclusionOptions().Overlap };
    }

    /// <summary>The explainer of the resolved settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public IExplainer CreateExplainer(IScorer scorer) =>
        Method == Method.Rise ? new RiseExplainer(scorer, CreateRise()) : new OcclusionExplainer(scorer, CreateOcclusion());

    private RiseOptions CreateRise()
    {
        var defaults = new RiseOptions();
        TypedPair grid = Grid is null ? new(defaults.GridHeight, defaults.GridWidth) : TypedPair.Parse(Grid, "grid");
        return defaults with
        {
            Masks = Masks ?? defaults.Masks,
            Fidelity = Fidelity,
            GridHeight = grid.Height,
            GridWidth = grid.Width,
            KeepProbability = ParseKeepProbability() ?? defaults.KeepProbability,
            Estimation = Estimation ?? defaults.Estimation,
            Normalization = Normalization ?? defaults.Normalization,
            Seed = Seed ?? defaults.Seed,
            Baseline = TypedBaseline.Parse(Baseline, "baseline"),
        };
    }

    private OcclusionOptions CreateOcclusion()
    {
        TypedPair patch = TypedPair.Parse(Patch!, "patch"), stride = TypedPair.Parse(Stride!, "stride");
        return new OcclusionOptions
        {
            PatchHeight = patch.Height,
            PatchWidth = patch.Width,
            VerticalStride = stride.Height,
            HorizontalStride = stride.Width,
            Overlap = Overlap!.Value,
            Baseline = TypedBaseline.Parse(Baseline, "baseline"),
        };
    }

    private KeepProbability? ParseKeepProbability() => KeepProbability switch
    {
        null => null,
        "auto" => Saliency.KeepProbability.Auto,
        _ when double.TryParse(KeepProbability, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => Saliency.KeepProbability.FromDouble(value),
        _ => throw new ToolException($"Expected was a number between 0 and 1, or auto, for the option '--keep-probability'; given was '{KeepProbability}'."),
    };

    private void RequireMethod(Method method, params (string Name, object? Value)[] settings)
    {
        string? given = Method == method ? null : settings.FirstOrDefault(setting => setting.Value is not null).Name;
        if (given is not null)
        {
            throw new ToolException($"The option '--{given}' is for the method {SettingText.Word(method)}; the method is {SettingText.Word(Method)}.");
        }
    }
}
