namespace Microsoft.ML.Saliency;

/// <summary>What an <see cref="IScorer"/> must keep to, checked wherever the engine takes one: it may be the user's own. A score that is
/// missing or not a number would otherwise become a map without a word.</summary>
internal static class ScorerContract
{
    /// <summary>Checks a scorer before its first use.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentException">A count or a side of the input is below 1, or there is not one label for each class.</exception>
    public static void Require(IScorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        TensorShape shape = scorer.InputShape;
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
        {
            throw Refuse(
                scorer,
                nameof(IScorer.InputShape),
                "have at least 1 channel, 1 row and 1 column",
                $"was {shape.Channels} x {shape.Height} x {shape.Width} (channels x height x width)",
                "Return the shape of the model's input.");
        }

        if ((long)shape.Channels * shape.Height * shape.Width > Array.MaxLength)
        {
            throw Refuse(
                scorer, nameof(IScorer.InputShape), $"have at most {Array.MaxLength} values", $"was {shape}", "Use a smaller input.");
        }

        RequireCount(scorer, nameof(IScorer.ClassCount), scorer.ClassCount, "Return the number of scores for each image.");
        RequireCount(scorer, nameof(IScorer.BatchSize), scorer.BatchSize, "Return 1 if the model takes single images.");
        RequireCount(scorer, nameof(IScorer.MaxBatchSize), scorer.MaxBatchSize, "Return int.MaxValue if there is no limit.");
        RequireCount(scorer, nameof(IScorer.Concurrency), scorer.Concurrency, "Return 1 if batches are scored one after the other.");
        if (scorer.Labels is ClassLabels labels && labels.Count != scorer.ClassCount)
        {
            throw Refuse(
                scorer,
                nameof(IScorer.Labels),
                $"name each of its {scorer.ClassCount} classes ({nameof(IScorer.ClassCount)})",
                $"had {labels.Count} names, from '{labels[0]}' to '{labels[^1]}'",
                "Return null if the names are not known.");
        }
    }

    /// <summary>Creates a batch and checks it.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="capacity">The number of images to hold.</param>
    /// <exception cref="InvalidOperationException">There is no batch, or it holds fewer images.</exception>
    public static IScorerBatch Open(IScorer scorer, int capacity)
    {
        IScorerBatch batch = scorer.CreateBatch(capacity) ?? throw new InvalidOperationException(
            $"{NameOf(scorer)}.{nameof(IScorer.CreateBatch)}({capacity}) must return a batch, but was null. Return a new batch.");
        if (batch.Capacity >= capacity)
        {
            return batch;
        }

        int given = batch.Capacity;
        batch.Dispose();
        throw new InvalidOperationException(
            $"The batch of {NameOf(scorer)}.{nameof(IScorer.CreateBatch)}({capacity}) must hold {capacity} image(s), but has the " +
            $"{nameof(IScorerBatch.Capacity)} {given}. Return a larger batch, or a smaller {nameof(IScorer.MaxBatchSize)}.");
    }

    /// <summary>Gets the places of images in a batch, and checks that they are there.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="batch">Its batch.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="length">The number of values of an image.</param>
    /// <exception cref="InvalidOperationException">The buffer is too short.</exception>
    public static Span<float> Inputs(IScorer scorer, IScorerBatch batch, int count, int length)
    {
        Span<float> inputs = batch.Inputs;
        return inputs.Length >= (long)count * length
            ? inputs
            : throw new InvalidOperationException(
                $"{nameof(IScorerBatch.Inputs)} of a batch of {NameOf(scorer)} must hold {count} image(s) of {length} values, " +
                $"{(long)count * length} values, but holds {inputs.Length}. Return a buffer of Capacity x C x H x W values.");
    }

    /// <summary>Scores the first images of a batch, and checks the scores.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="batch">Its batch.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="nameImage">Names an image of the batch, in an error.</param>
    /// <exception cref="InvalidOperationException">There are more or fewer scores, or one of them is not finite.</exception>
    public static ReadOnlySpan<float> Score(IScorer scorer, IScorerBatch batch, int count, Func<int, string> nameImage) =>
        Check(scorer, batch.Score(count), count, classes: null, nameImage);

    /// <summary>Checks the scores of a batch.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="classes">The classes of each image's scores; null for all.</param>
    /// <param name="nameImage">Names an image of the batch, in an error.</param>
    /// <exception cref="InvalidOperationException">There are more or fewer scores, or one of them is not finite.</exception>
    public static ReadOnlySpan<float> Check(
        IScorer scorer, ReadOnlySpan<float> scores, int count, int[]? classes, Func<int, string> nameImage)
    {
        int width = classes?.Length ?? scorer.ClassCount;
        if (scores.Length != (long)count * width)
        {
            string images = count == 1 ? nameImage(0) : $"{nameImage(0)} to {nameImage(count - 1)}";
            throw new InvalidOperationException(
                $"{NameOf(scorer)} must return {width} score(s) for each of {count} image(s), {(long)count * width} in all, but " +
                $"returned {scores.Length} for {images}. Return count x {nameof(IScorer.ClassCount)} scores.");
        }

        // The sum of finite scores may still be infinite: the scores themselves decide.
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(scores)))
        {
            for (int i = 0; i < scores.Length; i++)
            {
                if (!float.IsFinite(scores[i]))
                {
                    (int image, int target) = Math.DivRem(i, width);
                    throw new InvalidOperationException(
                        $"Scores must be finite, but the model returned {scores[i]} for class {classes?[target] ?? target} of " +
                        $"{nameImage(image)}. Check the model and the preprocessing of its input.");
                }
            }
        }

        return scores;
    }

    private static void RequireCount(IScorer scorer, string member, int value, string advice)
    {
        if (value < 1)
        {
            throw Refuse(scorer, member, "be at least 1", $"was {value}", advice);
        }
    }

    private static ArgumentException Refuse(IScorer scorer, string member, string wanted, string given, string advice) =>
        new($"{NameOf(scorer)}.{member} must {wanted}, but {given}. {advice}", nameof(scorer));

    private static string NameOf(IScorer scorer) => scorer.GetType().Name;
}
