namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of the model and of how it runs.</summary>
internal record ModelSettings
{
    [Setting("The classifier, an ONNX file.", Value = "FILE", IsRequired = true)]
    public string Model { get; init; } = "";

    [Setting("Name of the model's input. Default: its only one.", typeof(OnnxScorerOptions), Value = "NAME")]
    public string? InputName { get; init; }

    [Setting("Name of the model's output. Default: the first that holds class scores.", typeof(OnnxScorerOptions), Value = "NAME")]
    public string? OutputName { get; init; }

    [Setting("The input's shape, for models that leave it open, as in 3x224x224.", Value = "CxHxW")]
    public string? InputShape { get; init; }

    [Setting("The order of the input's dimensions, with --input-shape. Default: nchw.")]
    public TensorLayout? Layout { get; init; }

    [Setting(
        "What turns the outputs into scores. Default: auto, softmax unless they are probabilities already.", typeof(OnnxScorerOptions))]
    public ScoreActivation Activation { get; init; }

    [Setting(
        "Number of the CUDA device. Default: the CPU.", typeof(OnnxScorerOptions), Members = [nameof(OnnxScorerOptions.GpuDeviceId)],
        Value = "DEVICE")]
    public int? Gpu { get; init; }

    [Setting(
        "Inference sessions, each with a copy of the weights. Default: one per core up to 4; one on a GPU.",
        typeof(OnnxScorerOptions), Value = "N")]
    public int? Sessions { get; init; }

    [Setting("Images in one batch.", typeof(OnnxScorerOptions), Value = "N")]
    public int BatchSize { get; init; } = new OnnxScorerOptions().BatchSize;

    /// <summary>Loads the model.</summary>
    /// <exception cref="ToolException">It is not there, or a setting does not fit it.</exception>
    public OnnxScorer Load(Output output)
    {
        if (Layout is not null && InputShape is null)
        {
            throw new ToolException("--layout needs --input-shape; without it the layout is read from the model.");
        }

        return new OnnxScorer(Model, EngineOptions.Create<OnnxScorerOptions>(this) with
        {
            InputShape = InputShape is null ? null : ParseShape(InputShape),
            OnWarning = output.Warn,
        });
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
        ["provider"] = scorer.Provider,
        ["batchSize"] = scorer.BatchSize,
    };

    private TensorShape ParseShape(string text) => HeightByWidth.SidesOf(text) is [> 0, > 0, > 0] and [int channels, int height, int width]
        ? new TensorShape(channels, height, width, Layout ?? TensorLayout.Nchw)
        : throw new ToolException($"--input-shape must be channels x height x width, as in 3x224x224, but was '{text}'.");
}
