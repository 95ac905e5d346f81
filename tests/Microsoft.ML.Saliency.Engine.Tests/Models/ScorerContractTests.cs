namespace Microsoft.ML.Saliency.Tests;

/// <summary>A user's scorer that breaks its contract is refused by whatever takes it, with what was wanted and what was given.</summary>
[TestClass]
public sealed class ScorerContractTests
{
    private static readonly TensorShape Shape = new(1, 8, 8);

    [TestMethod]
    [DataRow(nameof(IScorer.ClassCount), "ClassCount must be at least 1, but was 0")]
    [DataRow(nameof(IScorer.BatchSize), "BatchSize must be at least 1, but was 0")]
    [DataRow(nameof(IScorer.MaxBatchSize), "MaxBatchSize must be at least 1, but was 0")]
    [DataRow(nameof(IScorer.Concurrency), "Concurrency must be at least 1, but was 0")]
    [DataRow(nameof(IScorer.InputShape), "InputShape must have at least 1 channel, 1 row and 1 column, but was 3 x 0 x 8")]
    [DataRow(nameof(IScorer.Labels), "Labels must name each of its 2 classes (ClassCount), but had 3 names, from 'a' to 'c'")]
    public void AnyUser_BadMember_IsRefusedAtOnce(string member, string message)
    {
        IScorer scorer = new FaultyScorer
        {
            ClassCount = member == nameof(IScorer.ClassCount) ? 0 : 2,
            BatchSize = member == nameof(IScorer.BatchSize) ? 0 : 4,
            MaxBatchSize = member == nameof(IScorer.MaxBatchSize) ? 0 : 4,
            Concurrency = member == nameof(IScorer.Concurrency) ? 0 : 1,
            InputShape = member == nameof(IScorer.InputShape) ? new TensorShape(3, 0, 8) : Shape,
            Labels = member == nameof(IScorer.Labels) ? new ClassLabels(["a", "b", "c"]) : null,
        };

        Refuse(() => new RiseExplainer(scorer));
        Refuse(() => new OcclusionExplainer(scorer));
        Refuse(() => new PerturbationCurveEvaluator(scorer));
        Refuse(() => new SaliencyEvaluator(scorer));
        Refuse(() => BaselineNeutrality.Measure(KnownBaselines.ModelZero, scorer, [new float[Shape.Length]]));

        void Refuse(Func<object?> use) => Assert.ThrowsWith<ArgumentException>(use, $"FaultyScorer.{message}");
    }

    [TestMethod]
    public void AnyUser_NoScorer_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => new RiseExplainer(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new PerturbationCurveEvaluator(null!));
    }

    [TestMethod]
    public void Explain_NoBatch_SaysSo()
        => Refuse(new FaultyScorer { CreatesNoBatch = true }, "CreateBatch(4) must return a batch, but was null");

    [TestMethod]
    public void Explain_BatchOfASmallerCapacity_SaysBothAndDisposesIt()
    {
        var scorer = new FaultyScorer { LargestCapacity = 3 };

        Refuse(scorer, "CreateBatch(4) must hold 4 image(s), but has the Capacity 3");
        Assert.AreEqual(0, scorer.LiveBatches);
    }

    [TestMethod]
    public void Explain_BufferTooShort_SaysBothLengths()
        => Refuse(new FaultyScorer { MissingInputs = 1 }, "must hold 4 image(s) of 64 values, 256 values, but holds 255");

    /// <summary>Missing scores were taken for 0.</summary>
    [TestMethod]
    public void Explain_FewerScores_NamesTheImages()
        => Refuse(
            new FaultyScorer { LackingFrom = 4, ExtraScores = -1 },
            "must return 2 score(s) for each of 4 image(s), 8 in all, but returned 7 for the unperturbed image to perturbed image 2");

    [TestMethod]
    public void Explain_MoreScores_NamesTheImage()
        => Refuse(
            new FaultyScorer { LackingFrom = 1, ExtraScores = 1 },
            "must return 2 score(s) for each of 4 image(s), 8 in all, but returned 9 for the unperturbed image to perturbed image 2");

    [TestMethod]
    public void Explain_NoScores_IsRefused()
        => Refuse(new FaultyScorer { LackingFrom = 1, ExtraScores = -2 }, "8 in all, but returned 6 for the unperturbed image");

    [TestMethod]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    [DataRow(float.NegativeInfinity, "-Infinity")]
    public void Explain_ScoreNotFinite_NamesTheClassAndTheImage(float score, string text)
    {
        Refuse(new FaultyScorer { LackingFrom = 1, LastScore = score }, $"{text} for class 1 of perturbed image 2");
    }

    /// <summary>The sum of their magnitudes is infinite, the scores are not.</summary>
    [TestMethod]
    public void Explain_HugeScores_AreFinite()
    {
        var scorer = new FunctionScorer(Shape, 2, (_, scores) => scores.Fill(3e38f));

        Assert.AreEqual(3e38f, Explain(scorer)[0].Score);
    }

    [TestMethod]
    public void Neutrality_FewerScores_IsRefused()
        => Assert.ThrowsWith<InvalidOperationException>(
            () => BaselineNeutrality.Measure(
                KnownBaselines.ModelZero, new FaultyScorer { LackingFrom = 2, ExtraScores = -1 }, [new float[Shape.Length]]),
            "4 in all, but returned 3");

    private static void Refuse(IScorer scorer, string message) =>
        Assert.ThrowsWith<InvalidOperationException>(() => Explain(scorer), message);

    private static IReadOnlyList<SaliencyMap> Explain(IScorer scorer) =>
        new RiseExplainer(scorer, new RiseOptions { Masks = 8, GridHeight = 2, GridWidth = 2 }).Explain(new float[Shape.Length]);

    /// <summary>A scorer of two classes with one fault.</summary>
    private sealed class FaultyScorer : IScorer
    {
        public TensorShape InputShape { get; init; } = Shape;
        public int ClassCount { get; init; } = 2;
        public int BatchSize { get; init; } = 4;
        public int MaxBatchSize { get; init; } = 4;
        public int Concurrency { get; init; } = 1;
        public ClassLabels? Labels { get; init; }
        public bool CreatesNoBatch { get; init; }
        public int LargestCapacity { get; init; } = int.MaxValue;
        public int MissingInputs { get; init; }

        /// <summary>Number of images from which on the scores are at fault.</summary>
        public int LackingFrom { get; init; } = int.MaxValue;
        public int ExtraScores { get; init; }
        public float LastScore { get; init; } = 0.5f;
        public int LiveBatches { get; private set; }

        public IScorerBatch CreateBatch(int capacity) => CreatesNoBatch ? null! : new Batch(this, Math.Min(capacity, LargestCapacity));

        private sealed class Batch : IScorerBatch
        {
            private readonly FaultyScorer _scorer;
            private readonly float[] _inputs;

            public Batch(FaultyScorer scorer, int capacity)
            {
                (_scorer, Capacity) = (scorer, capacity);
                _inputs = new float[(capacity * scorer.InputShape.Length) - scorer.MissingInputs];
                scorer.LiveBatches++;
            }

            public int Capacity { get; }
            public Span<float> Inputs => _inputs;

            public ReadOnlySpan<float> Score(int count)
            {
                bool isFaulty = count >= _scorer.LackingFrom;
                float[] scores = [.. Enumerable.Repeat(0.5f, (count * 2) + (isFaulty ? _scorer.ExtraScores : 0))];
                if (isFaulty && scores.Length > 0)
                {
                    scores[^1] = _scorer.LastScore;
                }

                return scores;
            }

            public void Dispose() => _scorer.LiveBatches--;
        }
    }
}
