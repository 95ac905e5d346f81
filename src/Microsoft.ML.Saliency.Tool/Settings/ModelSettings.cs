using System.Globalization;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of the model and of how it runs.</summary>
internal record ModelSettings
{
    [Setting("The classifier, an ONNX file.", Value = "FILE", IsRequired = true)]
    public string Model { get; init; } = "";

    [Setting("Name of the model's input of images. Default: its only one.", typeof(OnnxScorerOptions), Value = "NAME")]
    public string? InputName { get; init; }

    [Setting("Name of the model's output. Default: the only one with a score for each class.", typeof(OnnxScorerOptions), Value = "NAME")]
    public string? OutputName { get; init; }

    [Setting("The input's shape, for models that leave it open, as in 3x224x224.", Value = "CxHxW")]
    public string? InputShape { get; init; }

    [Setting(
        "The order of the input's dimensions. Default: the model's; nchw if it takes both.", typeof(OnnxScorerOptions),
        Members = [nameof(OnnxScorerOptions.InputLayout)])]
    public TensorLayout? Layout { get; init; }

    [Setting(
        "Values of the model's inputs beside the images, as in keep_prob=1,training=0.",
        Members = [nameof(OnnxScorerOptions.Feeds)], Value = "NAME=X")]
    public string? Feed { get; init; }

    [Setting(
        "A file with the class names in the order of the model's outputs: one a line, or a list or dictionary in JSON. " +
        "Default: the names in the model.",
        Value = "FILE")]
    public string? Labels { get; init; }

    [Setting(
        "What turns the outputs into scores. Default: auto, judged from the scores of a few images.", typeof(OnnxScorerOptions))]
    public ScoreActivation Activation { get; init; }

    [Setting(
        "Number of the CUDA device, or of the device of --provider. Default: the CPU.", typeof(OnnxScorerOptions),
        Members = [nameof(OnnxScorerOptions.GpuDeviceId)], Value = "DEVICE")]
    public int? Gpu { get; init; }

    [Setting(
        "What is to run the model, the best first, as in tensorrt,cuda,cpu: the first that can be used does. {providers}. " +
        "Default: cuda,cpu with --gpu, otherwise cpu.",
        Members = [nameof(OnnxScorerOptions.Providers)], Value = "NAME,...")]
    public string? Provider { get; init; }

    [Setting(
        "The precision of the model's arithmetic. half: 16-bit floats, for a model of 32-bit floats; if they change its scores, single " +
        "is used, with a warning.",
        typeof(OnnxScorerOptions))]
    public ScorerPrecision Precision { get; init; }

    [Setting(
        "CUDA computes with all bits of 32-bit floats. Default: the factors of convolutions are rounded to ten bits (TF32).",
        Members = [nameof(OnnxScorerOptions.AllowTf32)])]
    public bool NoTf32 { get; init; }

    [Setting(
        "Folder where TensorRT keeps what it builds for a model; nobody else may write there. Default: one in the user's cache.",
        typeof(OnnxScorerOptions), Value = "FOLDER")]
    public string? EngineCacheFolder { get; init; }

    [Setting(
        "Inference sessions, each with a copy of the weights. " +
        "Default: one per core up to 4 cores, then one per two cores, up to 8; two on a GPU.",
        typeof(OnnxScorerOptions), Value = "N")]
    public int? Sessions { get; init; }

    [Setting("Images in one batch. Default: 16; 128 on a GPU.", typeof(OnnxScorerOptions), Value = "N")]
    public int? BatchSize { get; init; }

    /// <summary>Loads the model.</summary>
    /// <exception cref="ToolException">A setting does not fit it.</exception>
    public virtual OnnxScorer Load(Output output)
    {
        OnnxScorer model = Open(EngineOptions.Create<OnnxScorerOptions>(this) with
        {
            InputShape = InputShape is null ? null : ParseShape(InputShape),
            Feeds = Feed is null ? null : ParseFeed(Feed),
            Labels = Labels is null ? null : ClassLabels.FromFile(Labels),
            Providers = Provider is null ? null : ParseProviders(Provider),
            AllowTf32 = !NoTf32,
            OnWarning = warning => output.Warn(OptionNames.Replace(warning, GetType())),
        });
        if (!model.IsOnDevice && ExecutionProviders.OrderOf(model.Options).Any(ExecutionProviders.HasCudaMemory))
        {
            output.Warn(
                "The tool's package brings the CPU build of ONNX Runtime. For the GPU build, run in a clone of the repository: " +
                "dotnet pack src/Microsoft.ML.Saliency.Tool -p:OnnxRuntimeNative=Gpu, and install the package that it makes.");
        }

        return model;
    }

    /// <summary>Says what was decided about the model.</summary>
    public static void Tell(OnnxScorer model, Output output)
    {
        foreach (string decision in model.Decisions)
        {
            output.Note(decision);
        }
    }

    /// <summary>Describes what the results depend on besides the settings: the model, whatever its path.</summary>
    public virtual JsonObject Describe(OnnxScorer scorer) => new()
    {
        ["sha256"] = ModelFingerprint.Of(Model),
        ["input"] = scorer.InputName,
        ["inputShape"] = scorer.InputShape.ToString(),
        ["layout"] = Json.Word(scorer.InputShape.Layout),
        ["output"] = scorer.OutputName,
        ["classes"] = scorer.ClassCount,
        ["activation"] = Json.Word(scorer.Activation),
        ["decisions"] = new JsonArray([.. scorer.Classifier.Decisions.Concat(scorer.Classifier.Warnings)
            .Select(text => JsonValue.Create(OptionNames.Replace(text, GetType())))]),
        ["provider"] = scorer.Provider,
        ["precision"] = Json.Word(scorer.Precision),
        ["batchSize"] = scorer.BatchSize,
    };

    private OnnxScorer Open(OnnxScorerOptions options)
    {
        try
        {
            return new OnnxScorer(Model, options);
        }
        catch (InvalidOperationException exception) when (options.Providers is not null)
        {
            throw new ToolException(OptionNames.Replace(ErrorText.OneLine(exception), GetType()), innerException: exception);
        }
    }

    private static IReadOnlyList<OnnxProvider> ParseProviders(string text)
    {
        try
        {
            return ExecutionProviders.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new ToolException($"--provider: {exception.Message}");
        }
    }

    private static Dictionary<string, float> ParseFeed(string text)
    {
        var feeds = new Dictionary<string, float>();
        foreach (string part in text.Split(','))
        {
            int sign = part.LastIndexOf('=');
            string name = sign < 0 ? "" : part[..sign].Trim();
            float? value = part[(sign + 1)..].Trim() switch
            {
                "true" => 1,
                "false" => 0,
                string number when float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out float parsed) => parsed,
                _ => null,
            };
            if (name.Length == 0 || value is not float known || !feeds.TryAdd(name, known))
            {
                throw new ToolException($"--feed must be one value for each name, as in keep_prob=1,training=0, but was '{text}'.");
            }
        }

        return feeds;
    }

    private TensorShape ParseShape(string text) => HeightByWidth.SidesOf(text) is [> 0, > 0, > 0] and [int channels, int height, int width]
        ? new TensorShape(channels, height, width, Layout ?? TensorLayout.Nchw)
        : throw new ToolException($"--input-shape must be channels x height x width, as in 3x224x224, but was '{text}'.");
}
