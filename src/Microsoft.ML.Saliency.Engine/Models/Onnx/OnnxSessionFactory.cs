namespace Microsoft.ML.Saliency;

/// <summary>Creates the inference sessions of one model, or of what it was changed into.</summary>
/// <param name="source">The model.</param>
/// <param name="options">How to load and run the model.</param>
internal sealed class OnnxSessionFactory(OnnxModelSource source, OnnxScorerOptions options)
{
    private const int SessionsOnDevice = 2;
    private const int MostSessionsOnCpu = 8;
    private const int MostCoresForOneEach = 4;
    private const string WeightsFolderEntry = "session.model_external_initializers_file_folder_path";

    /// <summary>The default number of sessions on a CPU: one a core up to four cores, then one for two cores, up to eight sessions. On 16
    /// cores 8 sessions of 2 threads score a quarter more images than 4 of 4, and more than 16 of 1; the limit bounds the copies of the
    /// weights. Our choice.</summary>
    public static int SessionsFor(int cores) =>
        cores <= MostCoresForOneEach ? cores : Math.Clamp(cores / 2, MostCoresForOneEach, MostSessionsOnCpu);

    /// <summary>Creates all sessions.</summary>
    /// <param name="provider">What runs them.</param>
    /// <param name="changed">What the model was changed into; null for the model as it is.</param>
    /// <exception cref="Exception">The provider cannot be used: one of <see cref="ProviderFailure.IsOne"/>.</exception>
    public InferenceSession[] Create(OnnxProvider provider, byte[]? changed)
    {
        int cores = Environment.ProcessorCount;
        int count = options.Sessions
            ?? (options.IsDevice(provider) ? SessionsOnDevice : options.CreateSessionOptions is null ? SessionsFor(cores) : 1);
        int threads = options.IntraOpThreads ?? Math.Max(1, cores / count);
        var sessions = new List<InferenceSession>(count);
        try
        {
            while (sessions.Count < count)
            {
                sessions.Add(CreateOne(threads, provider, changed));
            }
        }
        catch
        {
            sessions.ForEach(session => session.Dispose());
            throw;
        }

        return [.. sessions];
    }

    /// <summary>Creates one session on the CPU, to read the model with.</summary>
    public InferenceSession[] CreateForReading(byte[]? changed) =>
        [CreateOne(options.IntraOpThreads ?? Environment.ProcessorCount, OnnxProvider.Cpu, changed)];

    /// <summary>Names what is no model but looks like one until it is read, and an application that cannot run any.</summary>
    /// <exception cref="InvalidOperationException">The application has no native ONNX Runtime.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or a pointer to a model.</exception>
    public void Check()
    {
        RequireNativeLibrary();
        Span<byte> start = stackalloc byte[64];
        using Stream content = source.Open();
        start = start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty || GitLfsPointer.Is(start))
        {
            throw new InvalidDataException($"Model '{source.Name}' must be an ONNX model, but is "
                + (start.IsEmpty ? "empty. Copy or export it again." : $"a Git LFS pointer, not the model. {GitLfsPointer.Advice}"));
        }
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

    private InferenceSession CreateOne(int threads, OnnxProvider provider, byte[]? changed)
    {
        using SessionOptions? own = options.CreateSessionOptions is null ? new SessionOptions() : null;
        SessionOptions sessionOptions = own ?? options.CreateSessionOptions!();
        if (own is not null || options.IntraOpThreads is not null)
        {
            sessionOptions.IntraOpNumThreads = threads;
        }

        byte[]? content = changed ?? (source.File is null ? source.Read() : null);
        ExecutionProviders.Append(
            sessionOptions, provider, options, () => EngineFolder.Create(options.EngineCacheFolder, content, source.Name.Name));
        if (changed is not null && source.File?.DirectoryName is string folder)
        {
            sessionOptions.AddSessionConfigEntry(WeightsFolderEntry, folder);
        }

        options.ConfigureSession?.Invoke(sessionOptions);
        try
        {
            return content is null
                ? new InferenceSession(source.File!.ToString(), sessionOptions)
                : new InferenceSession(content, sessionOptions);
        }
        catch (OnnxRuntimeException exception) when (provider == OnnxProvider.Cpu)
        {
            throw new InvalidDataException(
                $"Model '{source.Name}' ({source.Length} bytes) must be an ONNX model that ONNX Runtime "
                + $"{OrtEnv.Instance().GetVersionString()} can run, but could not be loaded: {FirstLine(exception.Message)}", exception);
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
