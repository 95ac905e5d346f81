namespace Microsoft.ML.Saliency.Tool;

/// <summary>One choice that is varied while all others stay.</summary>
/// <param name="Choice">What is varied, as in "number of masks".</param>
internal sealed record Axis(string Method, string Choice, IReadOnlyList<Condition> Conditions);

/// <summary>One way to make maps, with its random draws.</summary>
/// <param name="Specs">A map for each seed; a single one if nothing is random.</param>
internal sealed record Condition(string Label, IReadOnlyList<MapSpec> Specs);

/// <summary>A method whose maps the metrics rank.</summary>
/// <param name="Baseline">The baseline of its maps; null for the controls, which have none.</param>
internal sealed record RatedMethod(string Method, string? Baseline, MapSpec Spec)
{
    /// <summary>The name in tables and figures.</summary>
    public string Label => Baseline is null ? Method : $"{Method} ({Baseline})";
}

/// <summary>Everything that a study computes for each image, by its settings: see docs/protocol.md.</summary>
internal sealed class StudyPlan
{
    /// <summary>The name of RISE in tables and figures.</summary>
    public const string Rise = "RISE";

    /// <summary>The name of occlusion.</summary>
    public const string Occlusion = "occlusion";

    private readonly StudySettings _settings;

    /// <exception cref="ArgumentException">A setting is out of the model's range.</exception>
    /// <exception cref="ToolException">A setting cannot be read.</exception>
    public StudyPlan(StudySettings settings, IScorer scorer)
    {
        _settings = settings;
        Scorer = scorer;
        Baselines = settings.ReadBaselines();
        ByBaseline = [
            new Axis(Rise, "baseline", [.. Baselines.Select(RiseOf)]),
            new Axis(Occlusion, "baseline", [.. Baselines.Select(OcclusionOf)]),
        ];
        Hyperparameters = [.. CreateHyperparameters().Where(axis => axis.Conditions.Count > 1)];
        ByMethod = [
            .. Baselines.Select(baseline => new Axis(
                "methods", baseline.Name,
                [RiseOf(baseline) with { Label = Rise }, OcclusionOf(baseline) with { Label = Occlusion }, .. Controls])),
        ];
        Methods = [
            .. Baselines.Select(baseline => new RatedMethod(Rise, baseline.Name, RiseOf(baseline).Specs[0])),
            .. Baselines.Select(baseline => new RatedMethod(Occlusion, baseline.Name, OcclusionOf(baseline).Specs[0])),
            .. Controls.Select(control => new RatedMethod(control.Label, Baseline: null, control.Specs[0])),
        ];
        IEnumerable<Condition> conditions = ByBaseline.Concat(Hyperparameters).Concat(ByMethod).SelectMany(axis => axis.Conditions);
        Maps = [.. conditions.SelectMany(condition => condition.Specs).DistinctBy(spec => spec.Key)];
        foreach (MapSpec spec in Maps)
        {
            spec.Validate(scorer);
        }

        Metrics = [.. Baselines.Select(baseline => new SaliencyEvaluator(scorer, CreateCurves(baseline)))];
    }

    /// <summary>The model.</summary>
    public IScorer Scorer { get; }

    /// <summary>The baselines; the first is the reference.</summary>
    public IReadOnlyList<Baseline> Baselines { get; }

    /// <summary>T1: the baselines, for RISE and for occlusion.</summary>
    public IReadOnlyList<Axis> ByBaseline { get; }

    /// <summary>T2: the hyperparameters.</summary>
    public IReadOnlyList<Axis> Hyperparameters { get; }

    /// <summary>T3: for each baseline, the methods.</summary>
    public IReadOnlyList<Axis> ByMethod { get; }

    /// <summary>T3: the methods that the metrics rank.</summary>
    public IReadOnlyList<RatedMethod> Methods { get; }

    /// <summary>T3: for each baseline, the metrics.</summary>
    public IReadOnlyList<SaliencyEvaluator> Metrics { get; }

    /// <summary>All maps of one image.</summary>
    public IReadOnlyList<MapSpec> Maps { get; }

    /// <summary>The methods with the reference as baseline: RISE and occlusion, which explain a control model too, then the
    /// controls.</summary>
    public IReadOnlyList<(string Method, MapSpec Spec)> ReferenceMethods =>
        [.. Methods.Where(method => method.Baseline is null || method.Baseline == Baselines[0].Name)
            .Select(method => (method.Method, method.Spec))];

    /// <summary>A text that only equal metrics share, whatever their baseline.</summary>
    public string MetricKey => string.Create(CultureInfo.InvariantCulture, $"regions={_settings.Regions} steps={_settings.Steps}");

    /// <summary>Passes through the studied model for one image at most.</summary>
    public long PassesPerImage =>
        Baselines.Count + 1 + Maps.Sum(spec => spec.Passes(Scorer)) + (Methods.Count * Metrics.Sum(metrics => metrics.Passes));

    private static Condition[] Controls => [new("random", [new MapSpec.RandomControl()]), new("centre", [new MapSpec.CenterControl()])];

    private IEnumerable<Axis> CreateHyperparameters()
    {
        (string rise, string occlusion) = (Rise, Occlusion);
        yield return new(rise, "number of masks", Values(
            [_settings.Masks!.Value, .. _settings.OtherMasks!],
            masks => RiseCondition(reference => reference with { Masks = Whole(masks, "other-masks") })));
        yield return new(rise, "cells of the grid's side", Values(
            [_settings.Grid!.Value, .. _settings.OtherGrids!],
            grid => RiseCondition(
                reference => reference with { GridHeight = Whole(grid, "other-grids"), GridWidth = Whole(grid, "other-grids") })));
        yield return new(rise, "probability of keeping a cell", Values(
            [_settings.KeepProbability!.Value, .. _settings.OtherKeepProbabilities!],
            p => RiseCondition(reference => reference with { KeepProbability = p })));
        yield return new(rise, "sigma of the blurred baseline", Values(
            _settings.Sigmas!, sigma => RiseOf(KnownBaselines.GaussianBlur(sigma))));
        yield return new(occlusion, "patches along the side", Values(
            [_settings.Patches, .. _settings.OtherPatches!],
            patches => OcclusionCondition(reference => reference with { Patches = Whole(patches, "other-patches") })));
        yield return new(occlusion, "stride, as a share of the patch", Values(
            [_settings.Stride, .. _settings.OtherStrides!],
            stride => OcclusionCondition(reference => reference with { Stride = stride })));
        yield return new(occlusion, "sigma of the blurred baseline", Values(
            _settings.Sigmas!, sigma => OcclusionOf(KnownBaselines.GaussianBlur(sigma))));
    }

    private Condition RiseOf(Baseline baseline) => RiseCondition(reference => reference with { Baseline = baseline });
    private Condition OcclusionOf(Baseline baseline) => OcclusionCondition(reference => reference with { Baseline = baseline });

    private Condition RiseCondition(Func<RiseOptions, RiseOptions> change)
    {
        RiseOptions options = change(_settings.CreateRise() with { Baseline = Baselines[0] });
        return new(options.Baseline.Name, [.. Seeds().Select(seed => new MapSpec.Rise(options with { Seed = seed }))]);
    }

    private Condition OcclusionCondition(Func<MapSpec.Occlusion, MapSpec.Occlusion> change)
    {
        MapSpec.Occlusion spec = change(new MapSpec.Occlusion(Baselines[0], _settings.Patches, _settings.Stride, Seed: 0));
        bool isRandom = spec.Baseline.Variation != BaselineVariation.Fixed;
        return new(spec.Baseline.Name, [.. Seeds().Take(isRandom ? int.MaxValue : 1).Select(seed => spec with { Seed = seed })]);
    }

    private IEnumerable<ulong> Seeds() => Enumerable.Range(0, _settings.Seeds!.Value).Select(seed => (ulong)seed);

    private SaliencyEvaluationOptions CreateCurves(Baseline baseline)
    {
        TensorShape input = Scorer.InputShape;
        int regions = _settings.Regions!.Value;
        var curve = new PerturbationCurveOptions { Baseline = baseline, Steps = PerturbationSteps.Equal(_settings.Steps!.Value) };
        return new SaliencyEvaluationOptions
        {
            Removal = curve with { Steps = PerturbationSteps.Regions(Side(input.Height), Side(input.Width)) },
            Deletion = curve,
            Insertion = curve with { Direction = PerturbationDirection.Insertion },
        };

        int Side(int pixels) => (pixels + regions - 1) / regions;
    }

    private static Condition[] Values(double[] values, Func<double, Condition> create) =>
        [.. values.Distinct().Order().Select(value => create(value) with { Label = value.ToString(CultureInfo.InvariantCulture) })];

    private static int Whole(double value, string option) => value == Math.Floor(value) && value is >= 1 and <= int.MaxValue
        ? (int)value
        : throw new ToolException($"--{option} must be whole numbers of at least 1, but one was {value}.");
}
