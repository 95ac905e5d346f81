namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of commands that make maps: those of RISE that they share, and where the results go.</summary>
internal record MapSettings : ImageSettings
{
    [Setting("RISE: number of masks, one pass each; the most of them with --fidelity.", typeof(RiseOptions), Value = "N")]
    public virtual int? Masks { get; init; }

    [Setting("RISE: how the map is estimated; reference is the published formula, sum f M / (N p).", typeof(RiseOptions))]
    public RiseEstimation? Estimation { get; init; }

    [Setting("The folder for the results: new, empty, or of the same run before.", Value = "FOLDER", IsRequired = true)]
    public string Out { get; init; } = "";

    [Setting("Discard the folder's results if they have other settings.")]
    public virtual bool Force { get; init; }

    [Setting("Return 0 even if some images were skipped.")]
    public bool AllowSkipped { get; init; }

    [Setting("Print all settings and the cost, and do nothing.")]
    public bool DryRun { get; init; }

    /// <summary>Creates RISE's options.</summary>
    public RiseOptions CreateRise() => EngineOptions.Create<RiseOptions>(this);
}
