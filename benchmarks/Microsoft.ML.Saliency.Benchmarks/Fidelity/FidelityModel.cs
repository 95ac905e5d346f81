using System.Security.Cryptography;
using Microsoft.ML.Saliency.Tool;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A trained classifier and the pictures that it is asked about: the shipped ones, or the user's.</summary>
internal sealed class FidelityModel : IDisposable
{
    private readonly ImagePreprocessing _preprocessing;

    public FidelityModel(Arguments arguments)
    {
        string? file = arguments.OptionalText("onnx"), folder = arguments.OptionalText("images"), input = arguments.OptionalText("input");
        if ((file is null) != (folder is null))
        {
            throw new ArgumentException("--onnx FILE and --images FOLDER must be given together or not at all.");
        }

        string demo = Path.Combine("assets", "demo");
        folder ??= Path.Combine(demo, "scenes", "images");
        _preprocessing = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact };
        file ??= Path.Combine(demo, "demo.onnx");
        Hash = SHA256.HashData(File.ReadAllBytes(file));
        ScoresFolder = arguments.OptionalText("scores");
        Scorer = new OnnxScorer(file, new OnnxScorerOptions
        {
            OutputName = arguments.OptionalText("output"),
            InputShape = input is null ? null : ParseShape(input),
        });
        Images = ImageFolder.Find(folder);
    }

    public OnnxScorer Scorer { get; }

    /// <summary>Of the model's file.</summary>
    public byte[] Hash { get; }

    /// <summary>Where scores are kept; null if they are not.</summary>
    public string? ScoresFolder { get; }

    /// <summary>Paths of the pictures.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>A picture as the model's input.</summary>
    public ClassifierInput Read(string path) => ClassifierInput.FromImage(RgbImage.Load(path), Scorer.InputShape, _preprocessing);

    /// <summary>The masks of some options for the model.</summary>
    public RiseMasks Masks(RiseOptions options, bool isPaired) => new(
        Scorer.InputShape, (options.GridHeight, options.GridWidth), options.Seed, options.KeepProbability.Value, isPaired);

    /// <summary>The class with the highest score.</summary>
    public int Predict(ClassifierInput input)
    {
        using IScorerBatch batch = Scorer.CreateBatch(1);
        input.Tensor.Span.CopyTo(batch.Inputs);
        return SaliencyTargets.Predicted.Resolve(batch.Score(1))[0];
    }

    public void Dispose() => Scorer.Dispose();

    private static TensorShape ParseShape(string text) =>
        HeightByWidth.SidesOf(text) is [> 0, > 0, > 0] and [int channels, int height, int width]
            ? new TensorShape(channels, height, width)
            : throw new ArgumentException($"--input must be C x H x W like 3x224x224, but was '{text}'.");
}
