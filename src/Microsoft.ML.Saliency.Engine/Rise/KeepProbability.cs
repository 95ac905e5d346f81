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

    /// <summary>Reads the text form: a number, or "auto".</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static KeepProbability Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out KeepProbability probability)
            ? probability
            : throw new FormatException($"The probability of keeping a cell must be a number between 0 and 1, or auto, but was '{text}'.");
    }

    /// <summary>Reads the text form, if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="probability">The probability; 0.5 if the text is none.</param>
    public static bool TryParse(string? text, out KeepProbability probability)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        probability = text == Auto.ToString() ? Auto : isNumber ? value : default;
        return isNumber || probability.IsAuto;
    }

    /// <summary>Gets the text form, which <see cref="Parse(string)"/> reads.</summary>
    public override string ToString() => IsAuto ? "auto" : Value.ToString(CultureInfo.InvariantCulture);
}
