using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>Probability p that a cell of a mask's grid is kept: a number, or chosen for each image.</summary>
public readonly record struct KeepProbability
{
    private readonly double _distanceFromHalf;

    private KeepProbability(double value, bool isAuto)
    {
        // So that the default value is the paper's, 0.5.
        _distanceFromHalf = value - 0.5;
        IsAuto = isAuto;
    }

    /// <summary>
    /// Chosen for each image from 0.1, 0.2 .. 0.9: the one at which the first target's score varies most, found with 32 masks each (our
    /// choice). A map of another p answers another question, so maps that are to be compared should be made with one number.
    /// </summary>
    public static KeepProbability Auto { get; } = new(0.5, isAuto: true);

    /// <summary>Whether it is chosen for each image.</summary>
    public bool IsAuto { get; }

    /// <summary>The number; 0.5 if it is chosen for each image.</summary>
    public double Value => 0.5 + _distanceFromHalf;

    /// <summary>A given probability.</summary>
    /// <param name="value">Greater than 0 and less than 1; checked where the options are.</param>
    public static implicit operator KeepProbability(double value) => FromDouble(value);

    /// <summary>A given probability.</summary>
    /// <param name="value">Greater than 0 and less than 1; checked where the options are.</param>
    public static KeepProbability FromDouble(double value) => new(value, isAuto: false);

    /// <inheritdoc/>
    public override string ToString() => IsAuto ? "auto" : Value.ToString(CultureInfo.InvariantCulture);
}
