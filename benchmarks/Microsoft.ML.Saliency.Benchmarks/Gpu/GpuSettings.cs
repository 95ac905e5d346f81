using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What is measured on which device.</summary>
/// <param name="Model">The model's name, for the report.</param>
/// <param name="Content">The .onnx file.</param>
/// <param name="IsResNet50">Whether it is the network that PyTorch's side knows.</param>
/// <param name="Options">The provider and device, and the model's input and output; nothing else is set, so that defaults are measured.
/// </param>
internal sealed record GpuSettings(
    string Model, byte[] Content, bool IsResNet50, OnnxScorerOptions Options, int Masks, int Rounds, int Maps, int[] Batches)
{
    private const string ResNet50 = "resnet50";

    /// <summary>What runs the model.</summary>
    public OnnxProvider Provider => Options.Providers![0];

    /// <summary>Whether there is a card.</summary>
    public bool IsDevice => ExecutionProviders.IsDevice(Provider);

    /// <summary>Reads the command line.</summary>
    public static GpuSettings Read(Arguments arguments)
    {
        string model = arguments.OptionalText("model") ?? ResNet50;
        OnnxProvider provider = ReadProvider(arguments.OptionalText("provider") ?? "cuda");
        bool isQuick = arguments.OptionalText("quick") switch
        {
            null or "no" => false,
            "yes" => true,
            string other => throw new ArgumentException($"--quick must be yes or no, but was '{other}'."),
        };
        bool isFile = File.Exists(model);
        return new GpuSettings(
            isFile ? Path.GetFileName(model) : model,
            isFile ? File.ReadAllBytes(model) : BenchmarkModel.Named(model).Load(),
            model == ResNet50,
            new OnnxScorerOptions
            {
                Providers = [provider],
                GpuDeviceId = arguments.OptionalText("device") is string device
                    ? int.TryParse(device, out int number) && number >= 0
                        ? number : throw new ArgumentException($"--device must be a whole number of at least 0, but was '{device}'.")
                    : null,
                InputShape = arguments.OptionalText("input") is string input ? ReadShape(input) : null,
                OutputName = arguments.OptionalText("output"),
                OnWarning = Console.WriteLine,
            },
            arguments.Number("masks") ?? (isQuick ? 1000 : 4000),
            arguments.Number("rounds") ?? (isQuick ? 1 : 3),
            arguments.Number("maps") ?? (isQuick ? 100 : 1000),
            isQuick ? [128] : [16, 64, 128, 256]);
    }

    /// <summary>Opens a scorer that runs on the device.</summary>
    /// <exception cref="BenchmarkException">It does not.</exception>
    public OnnxScorer Open(Func<OnnxScorerOptions, OnnxScorerOptions>? change = null)
    {
        try
        {
            return new OnnxScorer(Content, change is null ? Options : change(Options));
        }
        catch (InvalidOperationException exception)
        {
            throw new BenchmarkException($"There is no device to measure. {exception.Message} Nothing was measured.");
        }
    }

    private static OnnxProvider ReadProvider(string text)
    {
        try
        {
            return ExecutionProviders.Parse(text) is [OnnxProvider one]
                ? one : throw new ArgumentException($"--provider must be one provider, but was '{text}'.");
        }
        catch (FormatException exception)
        {
            throw new ArgumentException($"--provider: {exception.Message}", exception);
        }
    }

    private static TensorShape ReadShape(string text)
    {
        int[] sides = [.. text.Split('x').Select(side => int.TryParse(side, out int number) ? number : 0)];
        return sides is [> 0, > 0, > 0]
            ? new TensorShape(sides[0], sides[1], sides[2])
            : throw new ArgumentException($"--input must be channels x height x width, as in 3x224x224, but was '{text}'.");
    }
}
