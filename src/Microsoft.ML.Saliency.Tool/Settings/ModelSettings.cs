using System.Globalization;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Which model, and how it is run.</summary>
internal record ModelSettings
{
    [Setting("The classifier, an ONNX file.", Value = "FILE", IsRequired = true)]
    public string Model { get; init; } = "";

    [Setting("Name of the model's input. Default: its only one.", Value = "NAME")]
    public string? InputName { get; init; }

    [Setting("Name of the model's output. Default: the first that holds class scores.", Value = "NAME")]
    public string? OutputName { get; init; }

    [Setting("The input's shape, for models that leave it open, as in 3x224x224.", Value = "CxHxW")]
    public string? InputShape { get; init; }

    [Setting("The order of the input's dimensions, with --input-shape. Default: nchw.")]
    public TensorLayout? Layout { get; init; }

    [Setting("What turns the outputs into scores. Default: auto, softmax unless they are probabilities already.")]
    public ScoreActivation Activation { get; init; }

    [Setting("Number of the CUDA device. Default: the CPU.", Value = "DEVICE")]
    public int? Gpu { get; init; }

    [Setting("Inference sessions, each with a copy of the weights. Default: one per core up to 4; one on a GPU.", Value = "N")]
    public int? Sessions { get; init; }

    [Setting("Images in one batch. Default: 16.", Value = "N")]
    public int BatchSize { get; init; } = 16;

    /// <summary>Loads the model.</summary>
    /// <exception cref="ToolException">It is not there, or a setting does not fit it.</exception>
    public OnnxScorer Load(Output output)
    {
        if (Layout is not null && InputShape is null)
        {
            throw new ToolException("The option '--layout' goes with '--input-shape' only; without it the layout is read from the model.");
        }

        return new OnnxScorer(Model, new OnnxScorerOptions
        {
            InputName = InputName,
            OutputName = OutputName,
            InputShape = InputShape is null ? null : ParseShape(InputShape),
            Activation = Activation,
            GpuDeviceId = Gpu,
            Sessions = Sessions,
            BatchSize = BatchSize,
            OnWarning = output.Warn,
        });
    }

    /// <summary>What the results depend on besides the settings: the model as it is, wherever it lies.</summary>
    public virtual JsonObject Describe(OnnxScorer scorer) => new()
    {
        ["sha256"] = ModelFingerprint.Of(Model),
        ["input"] = scorer.InputName,
        ["inputShape"] = scorer.InputShape.ToString(),
        ["layout"] = SettingText.Word(scorer.InputShape.Layout),
        ["output"] = scorer.OutputName,
        ["classes"] = scorer.ClassCount,
        ["activation"] = SettingText.Word(scorer.Activation),
        ["provider"] = scorer.Provider,
        ["batchSize"] = scorer.BatchSize,
    };

    private TensorShape ParseShape(string text)
    {
        int[] sides = [.. text.Split('x').Select(side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0)];
        return sides.Length == 3 && sides.All(side => side > 0)
            ? new TensorShape(sides[0], sides[1], sides[2], Layout ?? TensorLayout.Nchw)
            : throw new ToolException($"Expected was channels x height x width for the option '--input-shape', as in 3x224x224; given was '{text}'.");
    }
}
