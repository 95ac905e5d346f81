namespace Microsoft.ML.Saliency;

/// <summary>Measures how neutral baselines are: what a classifier still sees when a baseline replaces a whole image. Brunke et al. (ECCV
/// Workshops 2020) call a baseline neutral if its impact on the classification probability is minimal, and find that maps depend on the
/// choice among neutral ones nevertheless.</summary>
/// <remarks>The scorer must return probabilities. Random baselines are drawn with the number 0; those that impute are asked with every
/// pixel removed. Entropy and divergence are taken after division by the sum of the scores, which may be off by 0.001. Images are taken
/// from the sequence some dozens at a time, and scored in batches, each together with its baselines.</remarks>
public static class BaselineNeutrality
{
    private const double SumTolerance = 1e-3;

    // Images held at a time: enough to fill the batches of several threads.
    private const int ChunkSize = 64;

    /// <summary>Measures one baseline.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="scorer">The classifier; its scores must be probabilities over two classes or more.</param>
    /// <param name="inputs">One image or more, C x H x W values each in the scorer's layout.</param>
    /// <param name="target">The class in question, exactly one for each image; null for the predicted one.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <exception cref="ArgumentException">An argument is empty or does not fit, or the baseline needs unknown preprocessing.</exception>
    /// <exception cref="InvalidOperationException">The scores are not finite, or no probabilities within 0.001.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static NeutralityReport Measure(
        Baseline baseline,
        IScorer scorer,
        IEnumerable<ClassifierInput> inputs,
        SaliencyTargets? target = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return MeasureAll([baseline], scorer, inputs, target, cancellationToken)[0];
    }

    /// <summary>Ranks baselines by their neutrality. Our criterion: the smallest mean p(target | baseline); among equals the smallest mean
    /// divergence from the uniform distribution; then the order of the candidates.</summary>
    /// <param name="candidates">One baseline or more.</param>
    /// <param name="scorer">The classifier; its scores must be probabilities over two classes or more.</param>
    /// <param name="inputs">One image or more, C x H x W values each in the scorer's layout; enumerated once.</param>
    /// <param name="target">The class in question, exactly one for each image; null for the predicted one.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <returns>The ranking, with all figures.</returns>
    /// <exception cref="ArgumentException">An argument is empty or does not fit, or a baseline needs unknown preprocessing.</exception>
    /// <exception cref="InvalidOperationException">The scores are not finite, or no probabilities within 0.001.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static NeutralityRanking Rank(
        IReadOnlyList<Baseline> candidates,
        IScorer scorer,
        IEnumerable<ClassifierInput> inputs,
        SaliencyTargets? target = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count == 0 || candidates.Any(candidate => candidate is null))
        {
            throw new ArgumentException(
                $"There must be one or more candidates, none null, but were {candidates.Count}, {candidates.Count(x => x is null)} null.",
                nameof(candidates));
        }

        return new(MeasureAll(candidates, scorer, inputs, target, cancellationToken));
    }

    private static NeutralityReport[] MeasureAll(
        IReadOnlyList<Baseline> baselines,
        IScorer scorer,
        IEnumerable<ClassifierInput> inputs,
        SaliencyTargets? target,
        CancellationToken cancellationToken)
    {
        ScorerContract.Require(scorer);
        ArgumentNullException.ThrowIfNull(inputs);
        target ??= SaliencyTargets.Predicted;
        RequireOneTarget(target, scorer.ClassCount);
        List<ImageNeutrality>[] images = [.. baselines.Select(_ => new List<ImageNeutrality>())];
        foreach (ClassifierInput[] chunk in inputs.Chunk(ChunkSize))
        {
            MeasureChunk(baselines, scorer, chunk, target, images, cancellationToken);
        }

        return images[0].Count > 0
            ? [.. baselines.Zip(images, (baseline, figures) => new NeutralityReport(baseline, figures))]
            : throw new ArgumentException("A measurement needs at least one image, but had none.", nameof(inputs));
    }

    /// <summary>Scores, one after the other, each image and what the baselines make of it.</summary>
    private static void MeasureChunk(
        IReadOnlyList<Baseline> baselines,
        IScorer scorer,
        ClassifierInput[] inputs,
        SaliencyTargets target,
        List<ImageNeutrality>[] images,
        CancellationToken cancellationToken)
    {
        TensorShape shape = scorer.InputShape;
        foreach (ClassifierInput input in inputs)
        {
            ArgumentNullException.ThrowIfNull(input, nameof(inputs));
            input.Require(scorer);
        }

        int variants = baselines.Count + 1;
        var removed = new bool[shape.Height * shape.Width];
        Array.Fill(removed, true);
        var original = new float[scorer.ClassCount];
        void Write(long index, Span<float> tensor)
        {
            (long image, long variant) = Math.DivRem(index, variants);
            if (variant == 0)
            {
                inputs[image].Tensor.Span.CopyTo(tensor);
            }
            else
            {
                baselines[(int)variant - 1].CreateWriter(inputs[image], shape)(0, removed, tensor);
            }
        }

        void Consume(long first, ReadOnlySpan<float> scores)
        {
            for (int i = 0; i < scores.Length / original.Length; i++)
            {
                int variant = (int)((first + i) % variants);
                ReadOnlySpan<float> probabilities = scores.Slice(i * original.Length, original.Length);
                RequireProbabilities(probabilities, variant == 0 ? "an image" : $"the baseline '{baselines[variant - 1].Name}'");
                if (variant == 0)
                {
                    probabilities.CopyTo(original);
                }
                else
                {
                    images[variant - 1].Add(Describe(original, probabilities, target.Resolve(original)[0]));
                }
            }
        }

        new PerturbationRunner(scorer).Run(
            new Perturbations(() => Write), (long)inputs.Length * variants, choose: null, Consume, progress: null, cancellationToken);
    }

    private static ImageNeutrality Describe(ReadOnlySpan<float> original, ReadOnlySpan<float> baseline, int target)
    {
        double sum = Sum(baseline), limit = Math.Log(baseline.Length), entropy = 0;
        foreach (float score in baseline)
        {
            double probability = score / sum;
            entropy -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        entropy = Math.Clamp(entropy, 0, limit);
        int baselineClass = TensorPrimitives.IndexOfMax(baseline);
        return new ImageNeutrality
        {
            Target = target,
            PredictedClass = TensorPrimitives.IndexOfMax(original),
            BaselineClass = baselineClass,
            TargetProbability = original[target],
            BaselineTargetProbability = baseline[target],
            BaselineMaximumProbability = baseline[baselineClass],
            BaselineEntropy = entropy,
            BaselineNormalizedEntropy = entropy / limit,
            BaselineDivergenceFromUniform = limit - entropy,
        };
    }

    private static void RequireOneTarget(SaliencyTargets target, int classCount)
    {
        if (classCount < 2)
        {
            throw new ArgumentException(
                $"The classifier must have at least two classes, so that its scores are probabilities, but had {classCount}.");
        }

        int count = target.Count(classCount);
        if (count != 1)
        {
            throw new ArgumentException($"Each image must have one target, but had {count} ({target}).", nameof(target));
        }
    }

    private static void RequireProbabilities(ReadOnlySpan<float> scores, string image)
    {
        double sum = Sum(scores);
        float smallest = TensorPrimitives.Min(scores);
        if (smallest < 0 || Math.Abs(sum - 1) > SumTolerance)
        {
            throw new InvalidOperationException(
                $"Scores must be probabilities, 0 or greater with the sum 1 within {SumTolerance}, but for {image} had " +
                $"the sum {sum:0.####}, the smallest {smallest}. For logits choose ScoreActivation.Softmax.");
        }
    }

    private static double Sum(ReadOnlySpan<float> scores)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            sum += score;
        }

        return sum;
    }
}
