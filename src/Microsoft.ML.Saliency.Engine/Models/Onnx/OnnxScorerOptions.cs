using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="OnnxScorer"/>. What is null is read from the model or the machine.</summary>
public sealed record OnnxScorerOptions
{
    /// <summary>Name of the model's input of images.</summary>
    /// <value>Default: null, the model's only input with the dimensions of images.</value>
    public string? InputName { get; init; }

    /// <summary>Name of the model's output that holds the class scores: N x K, N x K x 1 x 1, N x 1 x 1 x K or N.</summary>
    /// <value>Default: null, the only such output. Of several, one with as many scores as there are labels, one that its name tells from
    /// features, or any of those that hold the same scores as logits and probabilities; otherwise the model is refused.</value>
    public string? OutputName { get; init; }

    /// <summary>Shape of one input tensor, for models that leave it open. If only the other layout fits the model, that is used.</summary>
    /// <value>Default: null, read from the model; if it leaves one of height and width open, they are guessed to be equal.</value>
    public TensorShape? InputShape { get; init; }

    /// <summary>Order of the input's dimensions, for models that take both.</summary>
    /// <value>Default: null, read from the model, or else that of <see cref="InputShape"/>.</value>
    public TensorLayout? InputLayout { get; init; }

    /// <summary>Values of the model's inputs beside the images, by name, as in "keep_prob" with 1. Each element of such an input has this
    /// value in every run.</summary>
    /// <value>Default: null, for models that take images only.</value>
    public IReadOnlyDictionary<string, float>? Feeds { get; init; }

    /// <summary>The names of the classes. If there is one more than classes and the first names the background, it is left out.</summary>
    /// <value>Default: null, read from the model.</value>
    [JsonIgnore]
    public ClassLabels? Labels { get; init; }

    /// <summary>Whether a model whose only output is a probability p has two classes, 0 with 1 - p and 1 with p, so that the negative
    /// class can be explained too.</summary>
    /// <value>Default: null, which means yes. If false, there is one class with the score p.</value>
    public bool? BinaryClasses { get; init; }

    /// <summary>The function that turns raw outputs into scores.</summary>
    /// <value>Default: <see cref="ScoreActivation.Auto"/>.</value>
    public ScoreActivation Activation { get; init; } = ScoreActivation.Auto;

    /// <summary>Number of the device to run on: a CUDA device, or one of those <see cref="Providers"/> that have several (TensorRT,
    /// DirectML, MIGraphX).</summary>
    /// <value>Default: null, the CPU; with <see cref="Providers"/> device 0.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>The providers to run the model, the best first. The first usable one runs it, and a warning explains each one before it;
    /// if none is usable, construction fails.</summary>
    /// <value>Default: null: CUDA if <see cref="GpuDeviceId"/> is set, otherwise the CPU. At least one, each once.</value>
    public IReadOnlyList<OnnxProvider>? Providers { get; init; }

    /// <summary>Whether to run on the CPU, with a warning, if the GPU asked for cannot be used.</summary>
    /// <value>Default: null, which means yes, but for <see cref="Providers"/> no: the CPU can be named there. If false, construction
    /// fails instead.</value>
    public bool? FallbackToCpu { get; init; }

    /// <summary>The precision in which the model computes. Half precision converts a model of 32-bit floats when it is loaded, which GPUs
    /// compute faster and CPUs do not; if that changes its scores, single precision runs, with a warning.</summary>
    /// <value>Default: <see cref="ScorerPrecision.Single"/>, the model as it is.</value>
    public ScorerPrecision Precision { get; init; }

    /// <summary>Whether CUDA may use TF32 for convolutions and products of matrices of 32-bit floats: their factors are rounded to ten
    /// bits.</summary>
    /// <value>Default: true, as in ONNX Runtime; PyTorch's convolutions do so too.</value>
    public bool AllowTf32 { get; init; } = true;

    /// <summary>Folder where TensorRT keeps the engines that it builds for each model, which takes minutes. Engines are code that runs:
    /// nobody else may be able to write there.</summary>
    /// <value>Default: null, the folder mlsaliency/tensorrt in the user's cache.</value>
    [JsonIgnore]
    public string? EngineCacheFolder { get; init; }

    /// <summary>Number of inference sessions, each with a copy of the weights, and so of runs at the same time. On the CPU several sessions
    /// of few threads score more images per second than one session of many threads; a device needs a second run to wait for it.</summary>
    /// <value>Default: null: on the CPU one per core up to 4 cores, then one per two cores, up to 8 sessions; 1 with <see
    /// cref="CreateSessionOptions"/>; 2 on a device. At least 1.</value>
    public int? Sessions { get; init; }

    /// <summary>Threads of one session within an operator.</summary>
    /// <value>
    /// Default: null, the number of cores divided by <see cref="Sessions"/>, or as <see cref="CreateSessionOptions"/> says. At least 1.
    /// </value>
    public int? IntraOpThreads { get; init; }

    /// <summary>Batch size where the caller names none; a model with a fixed batch dimension uses that instead. On a device each run has
    /// as many images, and smaller batches are filled up.</summary>
    /// <value>Default: null: 16 on the CPU, 128 on a device. At least 1.</value>
    public int? BatchSize { get; init; }

    /// <summary>Whether perturbed images are made where the model runs: perturbation, model and activation are then one graph, which takes
    /// a few numbers for each image. Baselines that differ from image to image are always made on the CPU.</summary>
    /// <value>Default: null: yes on a device, no on the CPU, where it is slower.</value>
    public bool? MasksOnDevice { get; init; }

    /// <summary>Makes the options of each session, its execution providers included; the caller disposes of them. <see
    /// cref="GpuDeviceId"/>, <see cref="Providers"/> and <see cref="IntraOpThreads"/> are added if they are set.</summary>
    /// <value>Default: null, ONNX Runtime's defaults.</value>
    [JsonIgnore]
    public Func<SessionOptions>? CreateSessionOptions { get; init; }

    /// <summary>Changes the options of each session before it is made: further execution providers, graph options, log levels.</summary>
    /// <value>Default: null.</value>
    [JsonIgnore]
    public Action<SessionOptions>? ConfigureSession { get; init; }

    /// <summary>Receives warnings (a fallback to the CPU, what was guessed about the model); see also
    /// <see cref="OnnxScorer.Warnings"/>.</summary>
    /// <value>Default: null, for which they are written to <see cref="System.Diagnostics.Trace"/>.</value>
    [JsonIgnore]
    public Action<string>? OnWarning { get; init; }

    /// <summary>Treats the CPU as a device, so that what a device needs can be tested without one.</summary>
    internal bool TreatsCpuAsDevice { get; init; }

    /// <summary>Whether a provider is a device, which plans anew for each shape of the input.</summary>
    internal bool IsDevice(OnnxProvider provider) => TreatsCpuAsDevice || ExecutionProviders.IsDevice(provider);

    /// <summary>Whether an input has a value of its own.</summary>
    internal bool FeedsInput(string name) => Feeds?.ContainsKey(name) ?? false;

    internal void Validate()
    {
        ThrowIfBelowOne(Sessions, nameof(Sessions));
        ThrowIfBelowOne(IntraOpThreads, nameof(IntraOpThreads));
        ThrowIfBelowOne(BatchSize, nameof(BatchSize));
        if (GpuDeviceId < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(GpuDeviceId), GpuDeviceId, "GpuDeviceId must be 0 or more.");
        }

        if (Providers is not null && (Providers.Count == 0 || Providers.Distinct().Count() < Providers.Count
            || !Providers.All(Enum.IsDefined)))
        {
            throw new ArgumentException(
                $"Providers must be members of OnnxProvider, at least one and each once, but was [{string.Join(", ", Providers)}].",
                nameof(Providers));
        }

        if (!Enum.IsDefined(Precision))
        {
            throw new ArgumentOutOfRangeException(nameof(Precision), Precision, "Precision must be a member of ScorerPrecision.");
        }

        if (!Enum.IsDefined(Activation))
        {
            throw new ArgumentOutOfRangeException(nameof(Activation), Activation, "Activation must be a member of ScoreActivation.");
        }
    }

    private static void ThrowIfBelowOne(int? value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
        }
    }
}

/// <summary>The precision in which a model computes.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The word of the field.")]
public enum ScorerPrecision
{
    /// <summary>That of the model as it is.</summary>
    Single,

    /// <summary>16-bit floats, for a model of 32-bit floats; its scores on a few images must stay within 1e-2.</summary>
    Half,
}
