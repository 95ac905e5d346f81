using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>How one map is made: everything but the model and the image.</summary>
internal abstract record MapSpec
{
    /// <summary>A text that is the same for the same map only.</summary>
    public abstract string Key { get; }

    /// <summary>Passes through the model that the map takes, at most.</summary>
    public abstract long Passes(IScorer scorer);

    /// <summary>Makes the map.</summary>
    public abstract SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellationToken);

    /// <summary>Checks the settings against the model.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public virtual void Validate(IScorer scorer)
    {
    }

    /// <summary>A number as it stands in a key or label.</summary>
    protected static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A map of RISE.</summary>
    /// <param name="Baseline">The baseline, as typed; a random one has the seed too.</param>
    /// <param name="Masks">Number of masks.</param>
    /// <param name="Grid">Cells of the grid's side.</param>
    /// <param name="KeepProbability">Probability that a cell is kept.</param>
    /// <param name="Estimation">How the map is estimated.</param>
    /// <param name="Seed">Seed of the masks.</param>
    internal sealed record Rise(string Baseline, int Masks, int Grid, double KeepProbability, RiseEstimation Estimation, ulong Seed) : MapSpec
    {
        public override string Key =>
            $"rise baseline={TypedBaseline.WithSeed(Baseline, Seed)} masks={Masks} grid={Grid} p={Text(KeepProbability)} " +
            $"estimation={SettingText.Word(Estimation)} seed={Seed}";

        public override long Passes(IScorer scorer) => new RiseExplainer(scorer, Options()).Passes;

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellationToken) =>
            new RiseExplainer(scorer, Options()).Explain(input, SaliencyTargets.Classes(target), progress: null, cancellationToken)[0];

        public override void Validate(IScorer scorer) => Options().Validate(scorer.InputShape);

        private RiseOptions Options() => new()
        {
            Baseline = TypedBaseline.Parse(TypedBaseline.WithSeed(Baseline, Seed), "baselines"),
            Masks = Masks,
            GridHeight = Grid,
            GridWidth = Grid,
            KeepProbability = KeepProbability,
            Estimation = Estimation,
            Seed = Seed,
        };
    }

    /// <summary>A map of occlusion.</summary>
    /// <param name="Baseline">The baseline, as typed.</param>
    /// <param name="Patches">How many patches fit into the input's side.</param>
    /// <param name="Stride">Pixels from window to window, as a share of the patch.</param>
    /// <param name="Seed">Seed of a random baseline.</param>
    internal sealed record Occlusion(string Baseline, int Patches, double Stride, ulong Seed) : MapSpec
    {
        public override string Key => $"occlusion baseline={TypedBaseline.WithSeed(Baseline, Seed)} patches={Patches} stride={Text(Stride)}";

        public override long Passes(IScorer scorer) => new OcclusionExplainer(scorer, Options(scorer.InputShape)).Passes;

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellationToken) =>
            new OcclusionExplainer(scorer, Options(scorer.InputShape)).Explain(input, SaliencyTargets.Classes(target), progress: null, cancellationToken)[0];

        public override void Validate(IScorer scorer)
        {
            if (!(Stride is > 0 and <= 1))
            {
                throw new ToolException($"Expected were strides greater than 0 and at most 1, the whole patch; given was {Text(Stride)}.");
            }

            Options(scorer.InputShape).Validate(scorer.InputShape);
        }

        private OcclusionOptions Options(TensorShape input)
        {
            (int height, int width) = (Side(input.Height), Side(input.Width));
            return new OcclusionOptions
            {
                Baseline = TypedBaseline.Parse(TypedBaseline.WithSeed(Baseline, Seed), "baselines"),
                PatchHeight = height,
                PatchWidth = width,
                VerticalStride = Step(height),
                HorizontalStride = Step(width),
            };
        }

        private int Side(int input) => (input + Patches - 1) / Patches;

        private int Step(int patch) => Math.Max(1, (int)Math.Round(Stride * patch, MidpointRounding.AwayFromZero));
    }

    /// <summary>A map that knows nothing of the model: noise.</summary>
    internal sealed record RandomControl : MapSpec
    {
        public override string Key => "random";

        public override long Passes(IScorer scorer) => 0;

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellationToken) =>
            ControlMaps.Random(input, scorer.InputShape, target, score);
    }

    /// <summary>A map that knows nothing of the model: the middle of the image.</summary>
    internal sealed record CenterControl : MapSpec
    {
        public override string Key => "centre";

        public override long Passes(IScorer scorer) => 0;

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellationToken) =>
            ControlMaps.Center(scorer.InputShape, target, score);
    }
}
