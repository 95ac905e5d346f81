namespace Microsoft.ML.Saliency.Tool;

/// <summary>The methods that make maps.</summary>
internal enum Method { Rise, Occlusion }

/// <summary>The color maps of <see cref="KnownColorMaps"/>.</summary>
internal enum OverlayColors { Inferno, Viridis, Jet, Gray, BlueWhiteRed }

/// <summary>Settings of <see cref="ExplainVerb"/>.</summary>
internal sealed record ExplainSettings : MapSettings
{
    [Setting("How the maps are made.")]
    public Method Method { get; init; }

    [Setting("The classes to explain: predicted, top:3, all, or indices or names such as 281,tabby.", Value = "CLASSES")]
    public string Targets { get; init; } = SaliencyTargets.Predicted.ToString();

    [Setting("What removed pixels become: {baselines}.", typeof(RiseOptions), typeof(OcclusionOptions), Value = "BASELINE")]
    public Baseline? Baseline { get; init; }

    [Setting(
        "RISE: stop when the map's rank correlation with its limit is this, 0..1. Default: all masks.", typeof(RiseOptions), Value = "X")]
    public double? Fidelity { get; init; }

    [Setting(
        "RISE: cells of the grid, N or HxW.", typeof(RiseOptions),
        Members = [nameof(RiseOptions.GridHeight), nameof(RiseOptions.GridWidth)], Value = "N")]
    public HeightByWidth? Grid { get; init; }

    [Setting("RISE: probability that a cell is kept, or auto.", typeof(RiseOptions), Value = "P")]
    public KeepProbability? KeepProbability { get; init; }

    [Setting("RISE: the map's scale; with --estimation reference, what the sum of masks is divided by.", typeof(RiseOptions))]
    public RiseNormalization? Normalization { get; init; }

    [Setting("RISE: seed of the masks.", typeof(RiseOptions), Value = "N")]
    public ulong? Seed { get; init; }

    [Setting(
        "RISE: leave the estimate of the fidelity out of the results, which saves a fixed time for each map.",
        typeof(RiseOptions), Members = [])]
    public bool NoFidelity { get; init; }

    [Setting(
        "Occlusion: size of the patch in pixels of the input, N or HxW. Default: an eighth of the input.",
        typeof(OcclusionOptions), Members = [nameof(OcclusionOptions.PatchHeight), nameof(OcclusionOptions.PatchWidth)], Value = "N")]
    public HeightByWidth? Patch { get; init; }

    [Setting(
        "Occlusion: pixels from window to window, N or HxW. Default: half of the patch.",
        typeof(OcclusionOptions), Members = [nameof(OcclusionOptions.VerticalStride), nameof(OcclusionOptions.HorizontalStride)],
        Value = "N")]
    public HeightByWidth? Stride { get; init; }

    [Setting("Occlusion: how the drops of windows that overlap are combined.", typeof(OcclusionOptions))]
    public OcclusionOverlap? Overlap { get; init; }

    [Setting("Colors of the overlay.")]
    public OverlayColors Colors { get; init; }

    [Setting("Share of the map's colors in the overlay, 0..1.", Value = "X")]
    public double Opacity { get; init; } = 0.6;

    [Setting("Explain the i-th of n shares of the images, 0 <= i < n; 'merge' combines them.", Value = "I/N")]
    public string? Shard { get; init; }

    /// <summary>Gets the settings with the defaults of their method in place; those of the other method stay empty.</summary>
    /// <exception cref="ToolException">A setting of the other method is given.</exception>
    public ExplainSettings Resolve(IScorer model)
    {
        Type other = Method == Method.Rise ? typeof(OcclusionOptions) : typeof(RiseOptions);
        if (EngineOptions.FirstOf(this, other) is string setting)
        {
            throw new ToolException(
                $"--{Json.Word(setting)} is not for --method {Json.Word(Method)}. Leave it out, or choose the other method.");
        }

        ExplainSettings resolved = this with { Targets = CreateTargets(model).ToString() };
        return EngineOptions.Fill(resolved, Method == Method.Rise ? CreateRise() : CreateOcclusion().Resolve(model.InputShape));
    }

    /// <summary>Reads the classes to explain.</summary>
    /// <exception cref="ToolException">A class is unknown.</exception>
    public SaliencyTargets CreateTargets(IScorer model)
    {
        try
        {
            return SaliencyTargets.Parse(Targets, model.Labels);
        }
        catch (FormatException exception)
        {
            throw new ToolException($"--targets: {ErrorText.OneLine(exception)}");
        }
    }

    /// <summary>Creates the explainer of the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public IExplainer CreateExplainer(IScorer scorer) =>
        Method == Method.Rise ? new RiseExplainer(scorer, CreateRise()) : new OcclusionExplainer(scorer, CreateOcclusion());

    private OcclusionOptions CreateOcclusion() => EngineOptions.Create<OcclusionOptions>(this);
}
