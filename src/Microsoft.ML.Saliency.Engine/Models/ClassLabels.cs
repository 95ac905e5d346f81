using System.Collections;
using System.Text;

namespace Microsoft.ML.Saliency;

/// <summary>The names of a classifier's classes, in the order of its outputs. Immutable.</summary>
/// <remarks>Their text form (a file, an entry of a model's metadata) is one of: one name a line, in order; a list of strings; a dictionary
/// from class index to string. Lists and dictionaries are JSON, or Python's notation, which many exporters write.</remarks>
public sealed class ClassLabels : IReadOnlyList<string>
{
    private static readonly Lazy<ClassLabels> LazyImageNet = new(() =>
    {
        using Stream stream = typeof(ClassLabels).Assembly.GetManifestResourceStream("Microsoft.ML.Saliency.Models.imagenet.txt")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    });

    private readonly string[] _labels;

    /// <summary>Creates labels from a list.</summary>
    /// <param name="labels">One name for each class, in the order of the model's outputs. Two classes may have the same.</param>
    /// <exception cref="ArgumentException">There is no label, or one is empty.</exception>
    public ClassLabels(IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        _labels = [.. labels];
        if (_labels.Length == 0)
        {
            throw new ArgumentException("The labels must have one name for each class, but there is no name.", nameof(labels));
        }

        if (Array.FindIndex(_labels, string.IsNullOrWhiteSpace) is int empty and >= 0)
        {
            throw new ArgumentException(
                $"The labels must have one name for each class, but label {empty} of the {_labels.Length} is empty.", nameof(labels));
        }
    }

    /// <summary>The names of ImageNet's 1000 classes (ILSVRC 2012), in the order that the published models have: for each the first word of
    /// its WordNet synset, made different where two had the same.</summary>
    public static ClassLabels ImageNet => LazyImageNet.Value;

    /// <summary>Number of labels.</summary>
    public int Count => _labels.Length;

    /// <summary>The name of a class.</summary>
    /// <param name="index">Index of the class, 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public string this[int index] => (uint)index < (uint)_labels.Length
        ? _labels[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The index must be 0 to {_labels.Length - 1}, a labeled class.");

    /// <summary>Reads labels from a file of UTF-8 text; see the remarks for its form.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file does not hold labels.</exception>
    public static ClassLabels FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"Label file '{path}' was not found. Pass the path of an existing file.", path);
        }

        byte[] content = File.ReadAllBytes(path);
        if (GitLfsPointer.Is(content))
        {
            throw new InvalidDataException($"Label file '{path}' is a Git LFS pointer, not the labels. {GitLfsPointer.Advice}");
        }

        try
        {
            return Parse(Encoding.UTF8.GetString(content));
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"Label file '{path}' could not be read. {exception.Message}", exception);
        }
    }

    /// <summary>Reads labels from text; see the remarks for its form.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text does not hold labels.</exception>
    public static ClassLabels Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ClassLabels(ClassLabelText.Read(text));
    }

    /// <summary>Finds a class by its name: the whole label or one of several in it with commas between them ("tench" of "tench, Tinca
    /// tinca"), in any case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The index of the class.</returns>
    /// <exception cref="ArgumentException">No class has this name, or several have.</exception>
    public int IndexOf(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        int[] found = [.. Matches(label => IsSame(label, name))];
        if (found.Length == 0)
        {
            found = [.. Matches(label => label.Split(',').Any(part => IsSame(part, name)))];
        }

        return found switch
        {
            [int index] => index,
            [] => throw new ArgumentException(
                $"A class must have one of the model's {Count} names, but '{name}' is none of them.{NearestNames.Suggest(name, _labels)}",
                nameof(name)),
            _ => throw new ArgumentException(
                $"A class must have a name of its own, but '{name}' is the name of classes {string.Join(", ", found)}. Use an index.",
                nameof(name)),
        };

        IEnumerable<int> Matches(Func<string, bool> matches) => Enumerable.Range(0, Count).Where(index => matches(_labels[index]));

        static bool IsSame(string label, string name) => label.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Checks that there is one label for each class of a model.</summary>
    /// <param name="classCount">Number of classes K.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Validate(int classCount)
    {
        if (Count != classCount)
        {
            throw new ArgumentException(
                $"There must be {classCount} labels, one for each class of the model, but there are {Count}, from "
                + $"'{_labels[0]}' to '{_labels[^1]}'. Use the labels of this model.");
        }
    }

    /// <summary>The numbers of classes that the labels can be for: their own, and one less if the first names the background.</summary>
    internal IEnumerable<int> ClassCounts => HasBackground ? [Count, Count - 1] : [Count];

    private bool HasBackground => Count > 1 && _labels[0].Trim('_', ' ').Equals("background", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is a label for each class of a model, apart from one for the background.</summary>
    internal bool Fits(int classCount) => ClassCounts.Contains(classCount);

    /// <summary>Returns one label for each class of a model: these, or these without their first if that names the background and there
    /// is one too many, as in lists for TensorFlow's ImageNet models.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    internal ClassLabels For(int classCount)
    {
        ClassLabels labels = HasBackground && Count == classCount + 1 ? new ClassLabels(_labels.Skip(1)) : this;
        labels.Validate(classCount);
        return labels;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
