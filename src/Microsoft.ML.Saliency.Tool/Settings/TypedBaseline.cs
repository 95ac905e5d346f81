using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Baselines as they are typed: a name, and behind a colon what it needs, as in "gaussian-blur:10".</summary>
internal static class TypedBaseline
{
    /// <summary>What can be typed.</summary>
    public const string Names =
        "model-zero, model-constant:V, black, white, gray, color:R,G,B, image-mean, gaussian-blur:SIGMA, box-blur:SIZE, rise-blur:SIZE,SIGMA, " +
        "uniform-noise:SEED, gaussian-noise:STD,SEED, pixel-shuffle:SEED, patch-shuffle:SIZE,SEED, linear-imputation:NOISE,SEED";

    /// <summary>Reads a baseline; what stands behind the colon may be left out where the catalogue has a default.</summary>
    /// <param name="text">The text.</param>
    /// <param name="option">The option, for the message.</param>
    /// <exception cref="ToolException">There is no such baseline, or a number is out of its range.</exception>
    public static Baseline Parse(string text, string option)
    {
        string[] parts = text.Split(':', 2);
        double?[] numbers = parts.Length == 1 ? [] : [.. parts[1].Split(',').Select(Number)];
        try
        {
            return numbers.Contains(null) ? throw Unknown() : Create(parts[0], [.. numbers.Select(number => number!.Value)]) ?? throw Unknown();
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new ToolException($"The baseline '{text}' of the option '--{option}' cannot be: {ErrorText.OneLine(exception)}");
        }

        ToolException Unknown() => new($"Expected was one of {Names} for the option '--{option}'; given was '{text}'.");
    }

    /// <summary>The same baseline with another seed, if it is random.</summary>
    /// <param name="text">A baseline as <see cref="Parse"/> reads it.</param>
    /// <param name="seed">Added to the seed that stands there, so that 0 changes nothing.</param>
    public static string WithSeed(string text, ulong seed)
    {
        string[] parts = text.Split(':', 2);
        string[] numbers = parts.Length == 1 ? [] : parts[1].Split(',');
        int? place = parts[0] switch
        {
            "uniform-noise" or "pixel-shuffle" => 0,
            "gaussian-noise" or "patch-shuffle" or "linear-imputation" => 1,
            _ => null,
        };
        if (place is null || seed == 0)
        {
            return text;
        }

        string[] before = numbers.Length >= place ? numbers[..place.Value] : ["0.01"];
        ulong old = numbers.Length > place ? ulong.Parse(numbers[place.Value], CultureInfo.InvariantCulture) : 0;
        return $"{parts[0]}:{string.Join(',', [.. before, (old + seed).ToString(CultureInfo.InvariantCulture)])}";
    }

    private static Baseline? Create(string name, double[] numbers) => (name, numbers) switch
    {
        ("model-zero", []) => KnownBaselines.ModelZero,
        ("model-constant", [var value]) => KnownBaselines.ModelConstant((float)value),
        ("black", []) => KnownBaselines.Black,
        ("white", []) => KnownBaselines.White,
        ("gray", []) => KnownBaselines.Gray,
        ("color", [var red, var green, var blue]) => KnownBaselines.Color((float)red, (float)green, (float)blue),
        ("image-mean", []) => KnownBaselines.ImageMean,
        ("gaussian-blur", []) => KnownBaselines.GaussianBlur(),
        ("gaussian-blur", [var sigma]) => KnownBaselines.GaussianBlur(sigma),
        ("box-blur", [var size]) => KnownBaselines.BoxBlur(Whole(size)),
        ("rise-blur", []) => KnownBaselines.RiseBlur(),
        ("rise-blur", [var size, var sigma]) => KnownBaselines.RiseBlur(Whole(size), sigma),
        ("uniform-noise", { Length: <= 1 }) => KnownBaselines.UniformNoise(Seed(numbers, 0)),
        ("gaussian-noise", [var std, ..] and { Length: <= 2 }) => KnownBaselines.GaussianNoise(std, seed: Seed(numbers, 1)),
        ("pixel-shuffle", { Length: <= 1 }) => KnownBaselines.PixelShuffle(Seed(numbers, 0)),
        ("patch-shuffle", [var size, ..] and { Length: <= 2 }) => KnownBaselines.PatchShuffle(Whole(size), Seed(numbers, 1)),
        ("linear-imputation", []) => KnownBaselines.NoisyLinearImputation(),
        ("linear-imputation", [var noise, ..] and { Length: <= 2 }) => KnownBaselines.NoisyLinearImputation(noise, Seed(numbers, 1)),
        _ => null,
    };

    private static int Whole(double number) => number == Math.Floor(number)
        ? checked((int)number)
        : throw new ArgumentException($"expected was a whole number; given was {number}.");

    private static ulong Seed(double[] numbers, int index) => numbers.Length > index ? checked((ulong)Whole(numbers[index])) : 0;

    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
