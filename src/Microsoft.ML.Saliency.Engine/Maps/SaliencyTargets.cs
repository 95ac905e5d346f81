using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>For which classes maps are made. All targets of one image come from the same passes through the model.</summary>
public abstract class SaliencyTargets
{
    private SaliencyTargets()
    {
    }

    /// <summary>The class with the highest score for the unperturbed image; among equals the one with the lowest index.</summary>
    public static SaliencyTargets Predicted { get; } = new PredictedTarget();

    /// <summary>Every class, in class order.</summary>
    public static SaliencyTargets All { get; } = new AllTargets();

    /// <summary>Whether there is exactly one target by definition, so that results need no target dimension.</summary>
    [JsonIgnore]
    public bool IsSingle => this is PredictedTarget;

    /// <summary>The classes with the highest scores for the unperturbed image, in descending order of score; equals by index.</summary>
    /// <param name="count">How many, 1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public static SaliencyTargets Top(int count) => new TopTargets(count);

    /// <summary>Given classes, in the given order.</summary>
    /// <param name="indices">Class indices, 0 to the number of classes - 1.</param>
    /// <exception cref="ArgumentException">No index is given, or one is negative.</exception>
    public static SaliencyTargets Classes(params int[] indices) => new ClassTargets(indices);

    /// <summary>Given classes by name, in the given order.</summary>
    /// <param name="labels">The names of the model's classes.</param>
    /// <param name="names">Names of classes, as <see cref="ClassLabels.IndexOf"/> takes them.</param>
    /// <exception cref="ArgumentException">No name is given, or one is not the name of exactly one class.</exception>
    public static SaliencyTargets Named(ClassLabels labels, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(names);
        return Classes([.. names.Select(labels.IndexOf)]);
    }

    /// <summary>Reads the text form with names of classes: "predicted", "all", "top:3", or indices or names as in "281,tabby".</summary>
    /// <param name="text">The text.</param>
    /// <param name="labels">The names of the model's classes; null if they are not known.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static SaliencyTargets Parse(string text, ClassLabels? labels)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TryParse(text, out SaliencyTargets? targets))
        {
            return targets;
        }

        if (labels is null)
        {
            throw new FormatException(
                $"The targets must be predicted, all, top:3 or class indices such as 281,282, but were '{text}', and the model's classes "
                + "have no names. Give the labels to use names.");
        }

        try
        {
            // A name may itself have commas.
            string[] parts = labels.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) ? [text] : text.Split(',');
            return Classes([.. parts.Select(part =>
                int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : labels.IndexOf(part))]);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(
                "The targets must be predicted, all, top:3, or indices or names of classes. " + exception.Message.Split(" (Parameter")[0],
                exception);
        }
    }

    /// <summary>Reads the text form: "predicted", "all", "top:3", or class indices as in "281,282".</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static SaliencyTargets Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out SaliencyTargets? targets)
            ? targets
            : throw new FormatException($"The targets must be predicted, all, top:3 or class indices such as 281,282, but were '{text}'.");
    }

    /// <summary>Reads the text form, if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="targets">The targets; null if the text is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SaliencyTargets? targets)
    {
        const string TopPrefix = "top:";
        bool isTop = text?.StartsWith(TopPrefix, StringComparison.Ordinal) ?? false;
        int[] numbers = [.. (isTop ? text![TopPrefix.Length..] : text ?? "").Split(',').Select(part =>
            int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        targets = text switch
        {
            "predicted" => Predicted,
            "all" => All,
            _ when numbers.Contains(-1) => null,
            _ when !isTop => Classes(numbers),
            _ => numbers is [> 0] ? Top(numbers[0]) : null,
        };
        return targets is not null;
    }

    /// <summary>Gets the text form, which <see cref="Parse(string)"/> reads.</summary>
    public abstract override string ToString();

    /// <summary>The number of targets for a model of <paramref name="classCount"/> classes.</summary>
    /// <param name="classCount">Number of classes K.</param>
    /// <exception cref="ArgumentException">The model has too few classes.</exception>
    public abstract int Count(int classCount);

    /// <summary>The targets' class indices if they are the same for every image, whatever its scores; otherwise null.</summary>
    /// <param name="classCount">Number of classes K.</param>
    public virtual int[]? Fixed(int classCount) => null;

    /// <summary>The targets' class indices, given the scores of the unperturbed image.</summary>
    /// <param name="scores">One score for each of the K classes.</param>
    /// <exception cref="ArgumentException">The model has too few classes.</exception>
    public abstract int[] Resolve(ReadOnlySpan<float> scores);

    private sealed class PredictedTarget : SaliencyTargets
    {
        public override int Count(int classCount) => 1;

        public override int[] Resolve(ReadOnlySpan<float> scores) => [TensorPrimitives.IndexOfMax(scores)];

        public override string ToString() => "predicted";
    }

    private sealed class TopTargets : SaliencyTargets
    {
        public TopTargets(int size)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, "count");
            Size = size;
        }

        public int Size { get; }

        public override int Count(int classCount) => Size <= classCount
            ? Size
            : throw new ArgumentException($"The top {Size} classes need as many classes, but the model has {classCount}.");

        public override int[] Resolve(ReadOnlySpan<float> scores)
        {
            float[] keys = scores.ToArray();
            int[] order = [.. Enumerable.Range(0, keys.Length).OrderByDescending(index => keys[index]).ThenBy(index => index)];
            return order[..Count(keys.Length)];
        }

        public override string ToString() => $"top:{Size}";
    }

    private sealed class ClassTargets : SaliencyTargets
    {
        public ClassTargets(int[] indices)
        {
            ArgumentNullException.ThrowIfNull(indices);
            if (indices.Length == 0 || indices.Any(index => index < 0))
            {
                throw new ArgumentException(
                    $"Class indices must be at least one, and each 0 or more, but were [{string.Join(", ", indices)}].", nameof(indices));
            }

            Indices = [.. indices];
        }

        public int[] Indices { get; }

        public override int Count(int classCount)
        {
            int outside = Array.FindIndex(Indices, index => index >= classCount);
            return outside < 0
                ? Indices.Length
                : throw new ArgumentException(
                    $"Class indices must be the model's, 0 to {classCount - 1}, but one was {Indices[outside]}.");
        }

        public override int[] Fixed(int classCount) => [.. Indices];

        public override int[] Resolve(ReadOnlySpan<float> scores)
        {
            Count(scores.Length);
            return [.. Indices];
        }

        public override string ToString() => string.Join(',', Indices);
    }

    private sealed class AllTargets : SaliencyTargets
    {
        public override int Count(int classCount) => classCount;

        public override int[] Fixed(int classCount) => [.. Enumerable.Range(0, classCount)];

        public override int[] Resolve(ReadOnlySpan<float> scores) => Fixed(scores.Length);

        public override string ToString() => "all";
    }
}
