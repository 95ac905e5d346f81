using System.Globalization;

namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="RiseExplainer"/>.</summary>
public sealed record RiseOptions
{
    /// <summary>How the map is estimated from the scores.</summary>
    /// <value>
    /// Default: <see cref="RiseEstimation.VarianceReduced"/>; <see cref="RiseEstimation.Reference"/> is the published formula.
    /// </value>
    public RiseEstimation Estimation { get; init; } = RiseEstimation.VarianceReduced;

    /// <summary>Number of masks N, one pass through the model each; the most of them, if <see cref="Fidelity"/> is set. Antithetic masks
    /// come in pairs, so that an odd number is raised by one.</summary>
    /// <value>Default: 4000 (the paper's number for VGG-16; it uses 8000 for ResNet-50). At least 1.</value>
    public int Masks { get; init; } = 4000;

    /// <summary>Stop as soon as the maps of all targets have reached this fidelity (see <see cref="SamplingError.FidelityLowerBound"/>),
    /// looked at after 256 masks and then about each time that a quarter has been added.</summary>
    /// <value>Default: null, all masks are drawn. Greater than 0 and less than 1.</value>
    public double? Fidelity { get; init; }

    /// <summary>Rows h of the coarse grid from which a mask is upsampled.</summary>
    /// <value>Default: 7 (the paper). At least 1, at most the input's height.</value>
    public int GridHeight { get; init; } = 7;

    /// <summary>Columns w of the coarse grid.</summary>
    /// <value>Default: 7 (the paper). At least 1, at most the input's width.</value>
    public int GridWidth { get; init; } = 7;

    /// <summary>Probability p that a grid cell is kept.</summary>
    /// <value>
    /// Default: 0.5 (the paper); only with it are masks antithetic. Greater than 0 and less than 1, or <see cref="KeepProbability.Auto"/>.
    /// </value>
    public KeepProbability KeepProbability { get; init; } = 0.5;

    /// <summary>What replaces removed pixels; between a kept and a removed pixel the two are mixed by the mask's value.</summary>
    /// <value>Default: <see cref="KnownBaselines.ModelZero"/>, as in the authors' code.</value>
    public Baseline Baseline { get; init; } = KnownBaselines.ModelZero;

    /// <summary>The scale of the map; with <see cref="RiseEstimation.Reference"/> also what the weighted sum of masks is divided
    /// by.</summary>
    /// <value>Default: <see cref="RiseNormalization.ExpectedMask"/>, the published formula.</value>
    public RiseNormalization Normalization { get; init; } = RiseNormalization.ExpectedMask;

    /// <summary>Seed of the masks. Mask i depends on the seed and i alone.</summary>
    /// <value>Default: 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Images per batch. The masks do not depend on it; a model's scores may, in their last bits.</summary>
    /// <value>Default: null, <see cref="IScorer.BatchSize"/>. At least 1; a scorer's smaller limit wins.</value>
    public int? BatchSize { get; init; }

    /// <summary>Number of batches that are made and scored at the same time.</summary>
    /// <value>Default: null, <see cref="IScorer.Concurrency"/>. At least 1.</value>
    public int? Threads { get; init; }

    /// <summary>The same settings with a stopping rule: masks are drawn until the maps are as faithful as asked for.</summary>
    /// <param name="fidelity">The fidelity, greater than 0 and less than 1: see <see cref="Fidelity"/>.</param>
    /// <param name="atMost">The most masks to draw, at least 1.</param>
    public RiseOptions Until(double fidelity, int atMost) => this with { Fidelity = fidelity, Masks = atMost };

    /// <summary>Checks all settings against the scorer's input.</summary>
    /// <param name="input">Shape of the model's input.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public void Validate(TensorShape input)
    {
        ArgumentNullException.ThrowIfNull(Baseline);
        RequireInRange(Masks, int.MaxValue, nameof(Masks));
        RequireInRange(GridHeight, input.Height, nameof(GridHeight));
        RequireInRange(GridWidth, input.Width, nameof(GridWidth));
        RequireInRange(BatchSize ?? 1, int.MaxValue, nameof(BatchSize));
        RequireInRange(Threads ?? 1, int.MaxValue, nameof(Threads));
        RequireProbability(KeepProbability.Value, nameof(KeepProbability));
        RequireProbability(Fidelity ?? 0.5, nameof(Fidelity));
        if (!Enum.IsDefined(Estimation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Estimation), Estimation, $"{nameof(Estimation)} must be a value of {nameof(RiseEstimation)}, but was {Estimation}.");
        }

        if (!Enum.IsDefined(Normalization))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Normalization),
                Normalization,
                $"{nameof(Normalization)} must be a value of {nameof(RiseNormalization)}, but was {Normalization}.");
        }
    }

    private static void RequireProbability(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be greater than 0 and less than 1, but was {value}.");
        }
    }

    private static void RequireInRange(int value, int most, string name)
    {
        if (value < 1 || value > most)
        {
            string upper = most == int.MaxValue ? "" : $" and at most {most}, the size of the model's input";
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1{upper}, but was {value}.");
        }
    }
}

/// <summary>How a RISE map is estimated from the scores of the masked images. Both estimate the same map; they differ in how many masks it
/// takes.</summary>
public enum RiseEstimation
{
    /// <summary>Antithetic pairs of masks, and a ridge regression of the scores on the masks as control variate (our choice;
    /// docs/estimation.md has the formulas and what was measured). Unbiased: what is predicted for a mask is fitted without that
    /// mask.</summary>
    VarianceReduced,

    /// <summary>The published formula over independent masks, sum_i f(x . M_i) M_i / (N p) (Petsiuk et al., BMVC 2018, equation 6);
    /// another <see cref="RiseOptions.Normalization"/> changes what is divided by.</summary>
    Reference,
}

/// <summary>The scale of a RISE map and, with <see cref="RiseEstimation.Reference"/>, what the sum of masks weighted by scores, sum_i f(x .
/// M_i) M_i, is divided by. Implementations in the field differ.</summary>
public enum RiseNormalization
{
    /// <summary>Each pixel's own sum of masks: sum_i f_i M_i / sum_i M_i, the mean score over the masks that keep the pixel (Xplique's
    /// choice). Less noisy than <see cref="ExpectedMask"/> and equal to it in the limit of many masks.</summary>
    MaskSum,

    /// <summary>The expected mask: sum_i f_i M_i / (N p), the published formula (Petsiuk et al., BMVC 2018, equation 6) and its authors'
    /// code; the default. With <see cref="RiseEstimation.VarianceReduced"/> the same as <see cref="MaskSum"/>: an estimate of their common
    /// limit.</summary>
    ExpectedMask,

    /// <summary>The masks are first freed of their mean: sum_i f_i (M_i - p) / (N p), which is <see cref="ExpectedMask"/> less the mean
    /// score (after Hatakeyama et al., ACCV 2020; the scale is our choice). Zero means that the pixel does not matter.</summary>
    Debiased,
}

/// <summary>Probability p that a cell of a mask's grid is kept: a number, or chosen for each image.</summary>
public readonly record struct KeepProbability
{
    private static readonly long Half = BitConverter.DoubleToInt64Bits(0.5);

    private readonly long _bitsUnlikeHalf;

    private KeepProbability(double value, bool isAuto)
    {
        // So that the default value is the paper's, 0.5, and every other one is kept to the last bit.
        _bitsUnlikeHalf = BitConverter.DoubleToInt64Bits(value) ^ Half;
        IsAuto = isAuto;
    }

    /// <summary>Chosen for each image from 0.1, 0.2 .. 0.9: the one at which the first target's score varies most, found with 32 masks each
    /// (our choice). A map of another p answers another question, so maps that are to be compared should be made with one number.</summary>
    public static KeepProbability Auto { get; } = new(0.5, isAuto: true);

    /// <summary>Whether it is chosen for each image.</summary>
    public bool IsAuto { get; }

    /// <summary>The number; 0.5 if it is chosen for each image.</summary>
    public double Value => BitConverter.Int64BitsToDouble(_bitsUnlikeHalf ^ Half);

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
