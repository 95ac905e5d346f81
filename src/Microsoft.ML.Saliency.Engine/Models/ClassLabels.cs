using System.Collections;

namespace Microsoft.ML.Saliency;

/// <summary>The names of a classifier's classes, in the order of its outputs. Immutable.</summary>
/// <remarks>Their text form (a file, an entry of a model's metadata) is one of: one name a line, in order; a list of strings; a dictionary
/// from class index to string. Lists and dictionaries are JSON, or Python's notation, which many exporters write.</remarks>
public sealed class ClassLabels : IReadOnlyList<string>
{
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

        try
        {
            return Parse(File.ReadAllText(path));
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

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
