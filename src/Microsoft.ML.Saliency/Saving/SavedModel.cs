using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>The ONNX model of a saved transformer: its bytes are beside the settings, unless only its path is saved.</summary>
internal sealed record SavedModel
{
    private const string ByPath = $"{nameof(ModelEstimatorOptions.ModelStorage)} = {nameof(OnnxModelStorage)}.{nameof(OnnxModelStorage.Path)}";

    /// <summary>Path of the file; null if the model is embedded.</summary>
    public required string? Path { get; init; }

    /// <summary>SHA-256 of the model, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The model; empty if only its path is saved.</summary>
    [JsonIgnore]
    public byte[] Content { get; init; } = [];

    /// <exception cref="InvalidOperationException">The model's file has changed since it was loaded.</exception>
    /// <exception cref="NotSupportedException">The model cannot be saved in this way.</exception>
    public static SavedModel Of(OnnxScorer scorer, OnnxModelStorage storage)
    {
        byte[] model = scorer.ReadModel();
        string sha256 = Convert.ToHexString(SHA256.HashData(model));
        if (storage == OnnxModelStorage.Path)
        {
            return new SavedModel
            {
                Sha256 = sha256,
                Path = scorer.ModelPath ?? throw new NotSupportedException($"Only the path of the ONNX model was to be saved ({ByPath}), but it was loaded from memory."),
            };
        }

        return OnnxScorer.HasAllWeights(model)
            ? new SavedModel { Sha256 = sha256, Path = null, Content = model }
            : throw new NotSupportedException(
                $"Expected was an ONNX model with all of its weights in it; those of '{scorer.ModelPath}' lie in files beside it. " +
                $"Save its path instead, {ByPath}, or export the model as one file (PyTorch: external_data=False).");
    }

    /// <exception cref="FileNotFoundException">The model's file is missing.</exception>
    /// <exception cref="InvalidDataException">The model is not the one that was saved.</exception>
    public OnnxScorer Open(byte[] model, OnnxScorerOptions options)
    {
        if (Path is not null)
        {
            Require(
                File.Exists(Path) ? HashOf(Path) : throw new FileNotFoundException(
                    $"The saved model is used by its path, but '{Path}' was not found (working directory: '{Environment.CurrentDirectory}'): expected was the ONNX file of SHA-256 {Sha256}.", Path));
            return new OnnxScorer(Path, options);
        }

        Require(Convert.ToHexString(SHA256.HashData(model)));
        return new OnnxScorer(model, options);
    }

    private void Require(string sha256)
    {
        if (!sha256.Equals(Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"The ONNX model {(Path is null ? "in the file" : $"'{Path}'")} is not the one that was saved: expected was SHA-256 {Sha256}; it has {sha256}.");
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
