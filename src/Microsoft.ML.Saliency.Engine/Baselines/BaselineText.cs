using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Saliency;

/// <summary>Reads the text forms of baselines: a name and, after a colon, its numbers with commas between them.</summary>
internal static class BaselineText
{
    public const string Forms =
        "model-zero, model-constant:V, black, white, gray, color:R,G,B, image-mean, gaussian-blur:SIGMA, " +
        "box-blur:SIZE, rise-blur:SIZE,SIGMA, uniform-noise:SEED, gaussian-noise:STD,SEED, pixel-shuffle:SEED, patch-shuffle:SIZE,SEED, " +
        "linear-imputation:NOISE,SEED";

    /// <summary>Reads a baseline; null if there is none of this name with so many numbers.</summary>
    public static Baseline? Read(string text)
    {
        string[] parts = text.Split(':', 2);
        string[] numbers = parts.Length == 1 ? [] : parts[1].Split(',', StringSplitOptions.TrimEntries);
        return numbers.All(IsNumber) ? Create(parts[0], numbers) : null;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    private static Baseline? Create(string name, string[] numbers) => (name, numbers) switch
    {
        ("model-zero", []) => KnownBaselines.ModelZero,
        ("model-constant", [var value]) => KnownBaselines.ModelConstant((float)Number(value)),
        ("black", []) => KnownBaselines.Black,
        ("white", []) => KnownBaselines.White,
        ("gray", []) => KnownBaselines.Gray,
        ("color", [var red, var green, var blue]) => new ColorBaseline(Color(red, green, blue)),
        ("image-mean", []) => KnownBaselines.ImageMean,
        ("gaussian-blur", []) => KnownBaselines.GaussianBlur(),
        ("gaussian-blur", [var sigma]) => KnownBaselines.GaussianBlur(Number(sigma)),
        ("box-blur", [var size]) => KnownBaselines.BoxBlur(Whole<int>(size)),
        ("rise-blur", []) => KnownBaselines.RiseBlur(),
        ("rise-blur", [var size, var sigma]) => KnownBaselines.RiseBlur(Whole<int>(size), Number(sigma)),
        ("uniform-noise", { Length: <= 1 }) => KnownBaselines.UniformNoise(Seed(numbers, 0)),
        ("gaussian-noise", [var std, ..] and { Length: <= 2 }) => KnownBaselines.GaussianNoise(Number(std), seed: Seed(numbers, 1)),
        ("gaussian-noise", [var std, var seed, var red, var green, var blue]) =>
            KnownBaselines.GaussianNoise(Number(std), Color(red, green, blue), Whole<ulong>(seed)),
        ("pixel-shuffle", { Length: <= 1 }) => KnownBaselines.PixelShuffle(Seed(numbers, 0)),
        ("patch-shuffle", [var size, ..] and { Length: <= 2 }) => KnownBaselines.PatchShuffle(Whole<int>(size), Seed(numbers, 1)),
        ("linear-imputation", []) => KnownBaselines.NoisyLinearImputation(),
        ("linear-imputation", [var noise, ..] and { Length: <= 2 }) =>
            KnownBaselines.NoisyLinearImputation(Number(noise), Seed(numbers, 1)),
        _ => null,
    };

    private static ChannelValues Color(string red, string green, string blue) =>
        new((float)Number(red), (float)Number(green), (float)Number(blue));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static ulong Seed(string[] numbers, int index) => numbers.Length > index ? Whole<ulong>(numbers[index]) : 0;

    private static T Whole<T>(string text)
        where T : IBinaryInteger<T> => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T? number)
            ? number
            : throw new FormatException($"A size or seed must be a whole number, but was '{text}'.");
}
