using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Everything that a study makes of each image, made of its settings: see docs/protocol.md.</summary>
internal sealed class StudyPlan
{
    /// <summary>The name of RISE in tables and figures.</summary>
    public const string Rise = "RISE";

    /// <summary>The name of occlusion.</summary>
    public const string Occlusion = "occlusion";

    private readonly StudySettings _settings;

    /// <param name="settings">Resolved settings.</param>
    /// <param name="scorer">The model.</param>
    /// <exception cref="ArgumentException">A setting is out of the model's range.</exception>
    /// <exception cref="ToolException">A setting cannot be read.</exception>
    public StudyPlan(StudySettings settings, IScorer scorer)
    {
        _settings = settings;
        Scorer = scorer;
        Baselines = BaselineList.Parse(settings.Baselines!, "baselines");
        ByBaseline = [new Axis(Rise, "baseline", [.. Baselines.Select(RiseOf)]), new Axis(Occlusion, "baseline", [.. Baselines.Select(OcclusionOf)])];
        Hyperparameters = [.. CreateHyperparameters().Where(axis => axis.Conditions.Count > 1)];
        ByMethod = [
            .. Baselines.Select(baseline => new Axis(
                "methods", baseline, [RiseOf(baseline) with { Label = Rise }, OcclusionOf(baseline) with { Label = Occlusion }, .. Controls])),
        ];
        Methods = [
            .. Baselines.Select(baseline => new RatedMethod(Rise, baseline, RiseOf(baseline).Specs[0])),
            .. Baselines.Select(baseline => new RatedMethod(Occlusion, baseline, OcclusionOf(baseline).Specs[0])),
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

    /// <summary>The baselines, as typed; the first is the reference.</summary>
    public IReadOnlyList<string> Baselines { get; }

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

    /// <summary>The methods with the reference as baseline: RISE and occlusion, which a control model is asked for too, then the controls.</summary>
    public IReadOnlyList<(string Method, MapSpec Spec)> ReferenceMethods =>
        [.. Methods.Where(method => method.Baseline is null || method.Baseline == Baselines[0]).Select(method => (method.Method, method.Spec))];

    /// <summary>A text that is the same for the same metrics only, but for their baseline.</summary>
    public string MetricKey => string.Create(CultureInfo.InvariantCulture, $"regions={_settings.Regions} steps={_settings.Steps}");

    /// <summary>Passes that the metrics of one map take under one baseline.</summary>
    public long PassesPerScore => EvaluateSettings.PassesPerMap(CreateCurves(Baselines[0]), Scorer.InputShape);

    /// <summary>Passes through the studied model for one image, at most.</summary>
    public long PassesPerImage => Baselines.Count + 1 + Maps.Sum(spec => spec.Passes(Scorer)) + (Methods.Count * Baselines.Count * PassesPerScore);

    private static Condition[] Controls => [new("random", [new MapSpec.RandomControl()]), new("centre", [new MapSpec.CenterControl()])];

    private IEnumerable<Axis> CreateHyperparameters()
    {
        (string rise, string occlusion) = (Rise, Occlusion);
        yield return new(rise, "number of masks", Values(
            [_settings.Masks!.Value, .. _settings.OtherMasks!],
            masks => RiseCondition(reference => reference with { Masks = Whole(masks, "other-masks") })));
        yield return new(rise, "cells of the grid's side", Values(
            [_settings.Grid, .. _settings.OtherGrids!],
            grid => RiseCondition(reference => reference with { Grid = Whole(grid, "other-grids") })));
        yield return new(rise, "probability of keeping a cell", Values(
            [_settings.KeepProbability, .. _settings.OtherKeepProbabilities!],
            p => RiseCondition(reference => reference with { KeepProbability = p })));
        yield return new(rise, "sigma of the blurred baseline", Values(_settings.Sigmas!, sigma => RiseOf(Blur(sigma))));
        yield return new(occlusion, "patches along the side", Values(
            [_settings.Patches, .. _settings.OtherPatches!],
            patches => OcclusionCondition(reference => reference with { Patches = Whole(patches, "other-patches") })));
        yield return new(occlusion, "stride, as a share of the patch", Values(
            [_settings.Stride, .. _settings.OtherStrides!],
            stride => OcclusionCondition(reference => reference with { Stride = stride })));
        yield return new(occlusion, "sigma of the blurred baseline", Values(_settings.Sigmas!, sigma => OcclusionOf(Blur(sigma))));
    }

    private Condition RiseOf(string baseline) => RiseCondition(reference => reference with { Baseline = baseline });

    private Condition OcclusionOf(string baseline) => OcclusionCondition(reference => reference with { Baseline = baseline });

    private Condition RiseCondition(Func<MapSpec.Rise, MapSpec.Rise> change)
    {
        MapSpec.Rise spec = change(new MapSpec.Rise(Baselines[0], _settings.Masks!.Value, _settings.Grid, _settings.KeepProbability, _settings.Estimation, Seed: 0));
        return new(spec.Baseline, [.. Seeds().Select(seed => spec with { Seed = seed })]);
    }

    private Condition OcclusionCondition(Func<MapSpec.Occlusion, MapSpec.Occlusion> change)
    {
        MapSpec.Occlusion spec = change(new MapSpec.Occlusion(Baselines[0], _settings.Patches, _settings.Stride, Seed: 0));
        bool isRandom = TypedBaseline.WithSeed(spec.Baseline, 1) != spec.Baseline;
        return new(spec.Baseline, [.. Seeds().Take(isRandom ? int.MaxValue : 1).Select(seed => spec with { Seed = seed })]);
    }

    private IEnumerable<ulong> Seeds() => Enumerable.Range(0, _settings.Seeds!.Value).Select(seed => (ulong)seed);

    private SaliencyEvaluationOptions CreateCurves(string baseline)
    {
        TensorShape input = Scorer.InputShape;
        int regions = _settings.Regions!.Value;
        var curve = new PerturbationCurveOptions { Baseline = TypedBaseline.Parse(baseline, "baselines"), Steps = PerturbationSteps.Equal(_settings.Steps!.Value) };
        return new SaliencyEvaluationOptions
        {
            Removal = curve with { Steps = PerturbationSteps.Regions((input.Height + regions - 1) / regions, (input.Width + regions - 1) / regions) },
            Deletion = curve,
            Insertion = curve with { Direction = PerturbationDirection.Insertion },
        };
    }

    private static Condition[] Values(double[] values, Func<double, Condition> create) =>
        [.. values.Distinct().Order().Select(value => create(value) with { Label = value.ToString(CultureInfo.InvariantCulture) })];

    private static string Blur(double sigma) => $"gaussian-blur:{sigma.ToString(CultureInfo.InvariantCulture)}";

    private static int Whole(double value, string option) => value == Math.Floor(value) && value is >= 1 and <= int.MaxValue
        ? (int)value
        : throw new ToolException($"Expected were whole numbers of at least 1 for the option '--{option}'; given was {value.ToString(CultureInfo.InvariantCulture)}.");
}
