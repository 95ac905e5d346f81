namespace Microsoft.ML.Saliency.Tool;

/// <summary>Everything that determines one map, except the model and the image.</summary>
internal abstract record MapSpec
{
    /// <summary>A text that only equal maps share.</summary>
    public abstract string Key { get; }

    /// <summary>Gets the passes through the model that the map takes at most.</summary>
    public virtual long Passes(IScorer scorer) => 0;

    /// <summary>Makes the map.</summary>
    public abstract SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellation);

    /// <summary>Checks the settings against the model.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public virtual void Validate(IScorer scorer)
    {
    }

    /// <summary>A map that an explainer makes.</summary>
    internal abstract record Explained : MapSpec
    {
        public override long Passes(IScorer scorer) => CreateExplainer(scorer).Passes;

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellation) =>
            CreateExplainer(scorer).Explain(input, SaliencyTargets.Classes(target), progress: null, cancellation)[0];

        public override void Validate(IScorer scorer)
        {
            try
            {
                CreateExplainer(scorer);
            }
            catch (ArgumentException exception)
            {
                throw new ToolException($"The map '{Key}' cannot be made: {ErrorText.OneLine(exception)}", innerException: exception);
            }
        }

        protected abstract IExplainer CreateExplainer(IScorer scorer);
    }

    /// <summary>A map of RISE.</summary>
    /// <param name="Options">Its settings; the seed is that of the masks, and is added to the seed of a random baseline.</param>
    internal sealed record Rise(RiseOptions Options) : Explained
    {
        public override string Key => string.Create(
            CultureInfo.InvariantCulture,
            $"rise baseline={Baseline} masks={Options.Masks} grid={Options.GridHeight} p={Options.KeepProbability} " +
            $"estimation={Json.Word(Options.Estimation)} seed={Options.Seed}");

        private Baseline Baseline => Options.Baseline.AddToSeed(Options.Seed);

        protected override IExplainer CreateExplainer(IScorer scorer) => new RiseExplainer(scorer, Options with { Baseline = Baseline });
    }

    /// <summary>A map of occlusion.</summary>
    /// <param name="Patches">Number of patches that fit into the input's side.</param>
    /// <param name="Stride">Pixels from window to window, as a share of the patch.</param>
    internal sealed record Occlusion(Baseline Baseline, int Patches, double Stride, ulong Seed) : Explained
    {
        public override string Key =>
            string.Create(CultureInfo.InvariantCulture, $"occlusion baseline={Baseline.AddToSeed(Seed)} patches={Patches} stride={Stride}");

        public override void Validate(IScorer scorer)
        {
            if (!(Stride is > 0 and <= 1))
            {
                throw new ToolException($"--stride and --other-strides must be greater than 0 and at most 1, but one was {Stride}.");
            }

            base.Validate(scorer);
        }

        protected override IExplainer CreateExplainer(IScorer scorer)
        {
            (int height, int width) = (Side(scorer.InputShape.Height), Side(scorer.InputShape.Width));
            return new OcclusionExplainer(scorer, new OcclusionOptions
            {
                Baseline = Baseline.AddToSeed(Seed),
                PatchHeight = height,
                PatchWidth = width,
                VerticalStride = Step(height),
                HorizontalStride = Step(width),
            });
        }

        private int Side(int input) => (input + Patches - 1) / Patches;
        private int Step(int patch) => Math.Max(1, (int)Math.Round(Stride * patch, MidpointRounding.AwayFromZero));
    }

    /// <summary>A map that is independent of the model: noise.</summary>
    internal sealed record RandomControl : MapSpec
    {
        public override string Key => "random";

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellation) =>
            ControlMaps.Random(input, scorer.InputShape, target, score);
    }

    /// <summary>A map that is independent of the model: the middle of the image.</summary>
    internal sealed record CenterControl : MapSpec
    {
        public override string Key => "centre";

        public override SaliencyMap Make(IScorer scorer, ClassifierInput input, int target, float score, CancellationToken cancellation) =>
            ControlMaps.Center(scorer.InputShape, target, score);
    }
}
