using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>Creates the inference sessions of one scorer, on the GPU if it is asked for and can be used.</summary>
/// <param name="model">The model; null to load the file <paramref name="modelName"/>, whose weights may be in files beside it.</param>
/// <param name="modelName">Path of the model file, or the model's name in messages.</param>
/// <param name="options">How to load and run the model.</param>
internal sealed class OnnxSessionFactory(byte[]? model, string modelName, OnnxScorerOptions options)
{
    private const int MostSessionsByDefault = 4;
    private const string WeightsFolderEntry = "session.model_external_initializers_file_folder_path";

    /// <summary>Folder of the weights that are in files of their own; null if they are beside the model's file.</summary>
    public string? WeightsFolder { get; init; }

    /// <summary>Returns the sessions, on the first provider that can be used.</summary>
    public ProviderChoice<InferenceSession[]> Create()
    {
        RequireNativeLibrary();
        RequireModel();
        return ProviderChoice<InferenceSession[]>.First(options, CreateAll);
    }

    /// <summary>Creates the session of <see cref="MaskGraph"/>, of one thread: more would take the cores from the model.</summary>
    /// <param name="gpu">The CUDA device; null for the CPU.</param>
    /// <param name="type">The element type of the images.</param>
    public static InferenceSession CreateForMasks(int? gpu, TensorElementType type)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        if (gpu is int device)
        {
            // TF32, CUDA's default for products of matrices, would leave a mask's values three digits.
            ExecutionProviders.AppendCuda(options, device, allowTf32: false);
        }

        return new InferenceSession(MaskGraph.Build(type), options);
    }

    /// <summary>Whether a model can be loaded with no file beside it: all of its weights are in these bytes.</summary>
    public static bool LoadsAlone(byte[] model)
    {
        // Weights in other files are searched for in this folder, which does not exist, not in the working directory, which may have them.
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var sessionOptions = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL };
        sessionOptions.AddSessionConfigEntry(WeightsFolderEntry, missing);
        try
        {
            using var session = new InferenceSession(model, sessionOptions);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }

    private static void RequireNativeLibrary()
    {
        try
        {
            OrtEnv.Instance();
        }
        catch (Exception exception)
            when (exception is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            throw new InvalidOperationException(
                "ONNX Runtime's native library was not found. Reference the package Microsoft.ML.OnnxRuntime in the application, or "
                + "Microsoft.ML.OnnxRuntime.Gpu to run on a CUDA GPU.",
                exception);
        }
    }

    /// <summary>Names what is no model but looks like one until it is read.</summary>
    private void RequireModel()
    {
        Span<byte> start = stackalloc byte[64];
        if (model is null)
        {
            using FileStream file = File.OpenRead(modelName);
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        else
        {
            start = model.AsSpan(0, Math.Min(model.Length, start.Length));
        }

        if (start.IsEmpty || GitLfsPointer.Is(start))
        {
            throw new InvalidDataException($"Model '{modelName}' must be an ONNX model, but is "
                + (start.IsEmpty ? "empty. Copy or export it again." : $"a Git LFS pointer, not the model. {GitLfsPointer.Advice}"));
        }
    }

    private InferenceSession[] CreateAll(OnnxProvider provider)
    {
        int cores = Environment.ProcessorCount;
        bool isOnCpu = !ExecutionProviders.IsDevice(provider);
        int count = options.Sessions ?? (isOnCpu && options.CreateSessionOptions is null ? Math.Min(cores, MostSessionsByDefault) : 1);
        int threads = options.IntraOpThreads ?? Math.Max(1, cores / count);
        var sessions = new List<InferenceSession>(count);
        try
        {
            while (sessions.Count < count)
            {
                sessions.Add(CreateOne(threads, provider));
            }
        }
        catch
        {
            sessions.ForEach(session => session.Dispose());
            throw;
        }

        return [.. sessions];
    }

    private InferenceSession CreateOne(int threads, OnnxProvider provider)
    {
        using SessionOptions? own = options.CreateSessionOptions is null ? new SessionOptions() : null;
        SessionOptions sessionOptions = own ?? options.CreateSessionOptions!();
        if (own is not null || options.IntraOpThreads is not null)
        {
            sessionOptions.IntraOpNumThreads = threads;
        }

        ExecutionProviders.Append(
            sessionOptions, provider, options, () => EngineFolder.Create(options.EngineCacheFolder, model, modelName));
        if (WeightsFolder is not null)
        {
            sessionOptions.AddSessionConfigEntry(WeightsFolderEntry, WeightsFolder);
        }

        options.ConfigureSession?.Invoke(sessionOptions);
        try
        {
            return model is null ? new InferenceSession(modelName, sessionOptions) : new InferenceSession(model, sessionOptions);
        }
        catch (OnnxRuntimeException exception) when (provider == OnnxProvider.Cpu)
        {
            throw new InvalidDataException(
                $"Model '{modelName}' ({model?.Length ?? new FileInfo(modelName).Length} bytes) must be an ONNX model that ONNX Runtime "
                + $"{OrtEnv.Instance().GetVersionString()} can run, but could not be loaded: {FirstLine(exception.Message)}", exception);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
