using System.Security.Cryptography;

namespace Microsoft.ML.Saliency;

/// <summary>The ONNX model of a saved transformer. Its bytes are stored beside the settings, unless only its path is saved.</summary>
internal sealed record SavedModel
{
    private const string ByPath = "ModelStorage = OnnxModelStorage.Path";
    private const string Instead = "Save the other parts of the pipeline, and append the saliency estimator again after loading.";

    /// <summary>Gets the path of the file; null if the model is embedded.</summary>
    public required string? Path { get; init; }

    /// <summary>Gets the SHA-256 of the model, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Gets the model; empty if only its path is saved.</summary>
    [JsonIgnore]
    public byte[] Content { get; init; } = [];

    /// <summary>Describes the model of a scorer and the scorer's settings, with the values that were detected.</summary>
    /// <param name="transformer">The name of the transformer's type, for errors.</param>
    /// <param name="scorer">The classifier.</param>
    /// <param name="isOwned">Whether the transformer loaded the classifier.</param>
    /// <param name="options">The transformer's settings.</param>
    /// <exception cref="InvalidOperationException">The model's file has changed since it was loaded.</exception>
    /// <exception cref="NotSupportedException">The scorer, its settings or its model cannot be saved in the requested form.</exception>
    public static (SavedModel Model, OnnxScorerOptions Options) Describe(
        string transformer, IScorer scorer, bool isOwned, ModelEstimatorOptions options)
    {
        if (scorer is not OnnxScorer onnx)
        {
            throw new NotSupportedException(
                $"The scorer of a saved {transformer} must be an OnnxScorer, whose model is stored, but was a {scorer.GetType().Name}. " +
                Instead);
        }

        // A scorer that was loaded for the transformer also has the settings of the saving context; the loading context has its own.
        OnnxScorerOptions asked = isOwned ? options.Scorer : onnx.Options;
        if (asked.ConfigureSession is not null || asked.CreateSessionOptions is not null)
        {
            string code = asked.ConfigureSession is null ? nameof(asked.CreateSessionOptions) : nameof(asked.ConfigureSession);
            throw new NotSupportedException($"{transformer} cannot be saved with OnnxScorerOptions.{code}, which is code. {Instead}");
        }

        return (Of(onnx, options.ModelStorage), asked with
        {
            InputName = onnx.InputName,
            OutputName = onnx.OutputName,
            InputShape = onnx.InputShape,
            Activation = onnx.Activation,
            BinaryClasses = onnx.Classifier.IsBinary,
            BatchSize = onnx.BatchSize,
        });
    }

    /// <exception cref="FileNotFoundException">The model's file is missing.</exception>
    /// <exception cref="InvalidDataException">The model is not the one that was saved.</exception>
    public OnnxScorer Open(byte[] model, OnnxScorerOptions options)
    {
        // Models saved before there were two classes for one probability have one.
        options = options with { BinaryClasses = options.BinaryClasses ?? false };
        if (Path is null)
        {
            Require(Convert.ToHexString(SHA256.HashData(model)));
            return new OnnxScorer(model, options);
        }

        if (!File.Exists(Path))
        {
            throw new FileNotFoundException(
                $"ONNX model '{Path}' of a saved transformer was not found (working directory: '{Environment.CurrentDirectory}'). " +
                $"Copy the file with SHA-256 {Sha256} there.", Path);
        }

        using (FileStream file = File.OpenRead(Path))
        {
            Require(Convert.ToHexString(SHA256.HashData(file)));
        }

        return new OnnxScorer(Path, options);
    }

    private static SavedModel Of(OnnxScorer scorer, OnnxModelStorage storage)
    {
        byte[] model = scorer.ReadModel();
        string sha256 = Convert.ToHexString(SHA256.HashData(model));
        if (storage == OnnxModelStorage.Path)
        {
            string path = scorer.ModelPath ??
                throw new NotSupportedException($"A model saved by path ({ByPath}) must come from a file, but was loaded from memory.");
            return new SavedModel { Sha256 = sha256, Path = path };
        }

        return OnnxSessionFactory.LoadsAlone(model)
            ? new SavedModel { Sha256 = sha256, Path = null, Content = model }
            : throw new NotSupportedException(
                $"ONNX model '{scorer.ModelPath}' must contain all of its weights to be embedded, but some are in files beside it. " +
                $"Save its path instead ({ByPath}), or export the model as one file (PyTorch: external_data=False).");
    }

    private void Require(string sha256)
    {
        if (!sha256.Equals(Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"ONNX model {(Path is null ? "in the file" : $"'{Path}'")} must have the saved SHA-256 {Sha256}, but has {sha256}. " +
                "Restore that model, or save the pipeline again.");
        }
    }
}
