using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>Completes options that are left open from the context, with the settings that ML.NET's own ONNX transform uses.</summary>
internal static class ContextSettings
{
    // A context has no place for the settings of others.
    private static readonly ConditionalWeakTable<MLContext, IReadOnlyList<OnnxProvider>> Providers = [];

    /// <summary>Sets the providers of a context; none to leave them to its GPU.</summary>
    public static void SetProviders(MLContext context, IReadOnlyList<OnnxProvider> providers)
    {
        Providers.Remove(context);
        if (providers.Count > 0)
        {
            Providers.Add(context, providers);
        }
    }

    /// <summary>Completes options with the context's providers, GPU, fallback and ONNX session options.</summary>
    public static OnnxScorerOptions Complete(OnnxScorerOptions options, MLContext context)
    {
        if (options.CreateSessionOptions is not null)
        {
            return options;
        }

        OnnxSessionOptions? session = context.GetOnnxSessionOption();
        if (session?.CreateSessionOptions is OnnxSessionOptions.CreateOnnxSessionOptions create)
        {
            // As in ML.NET, it replaces all other settings of the context, including the GPU.
            return options with { CreateSessionOptions = () => create() };
        }

        // The options' own device is a CUDA device, whatever the context's providers are.
        IReadOnlyList<OnnxProvider>? providers = options.Providers
            ?? (options.GpuDeviceId is null && Providers.TryGetValue(context, out IReadOnlyList<OnnxProvider>? own) ? own : null);
        bool isContextsGpu = options.GpuDeviceId is null && providers is null;
        OnnxScorerOptions completed = options with
        {
            Providers = providers,
            GpuDeviceId = options.GpuDeviceId ?? context.GpuDeviceId,
            FallbackToCpu = options.FallbackToCpu ?? (isContextsGpu ? context.FallbackToCpu : null),
        };
        if (session is null)
        {
            return completed;
        }

        EnsureGlobalThreads(session);
        return completed with
        {
            IntraOpThreads = options.IntraOpThreads ?? (session.IntraOpNumThreads > 0 ? session.IntraOpNumThreads : null),
            ConfigureSession = (target => Copy(session, target)) + options.ConfigureSession,
        };
    }

    /// <summary>Starts ONNX Runtime with global threads, once per process, for sessions without separate threads.</summary>
    private static void EnsureGlobalThreads(OnnxSessionOptions session)
    {
        if (!session.PerSessionThreads && !OrtEnv.IsCreated)
        {
            var creation = new EnvironmentCreationOptions
            {
                threadOptions = new OrtThreadingOptions
                {
                    GlobalInterOpNumThreads = session.GlobalInterOpNumThreads,
                    GlobalIntraOpNumThreads = session.GlobalIntraOpNumThreads,
                },
            };
            OrtEnv.CreateInstanceWithOptions(ref creation);
        }
    }

    private static void Copy(OnnxSessionOptions session, SessionOptions target)
    {
        target.EnableMemoryPattern = session.EnableMemoryPattern;
        target.ProfileOutputPathPrefix = session.ProfileOutputPathPrefix;
        target.EnableProfiling = session.EnableProfiling;
        target.OptimizedModelFilePath = session.OptimizedModelFilePath;
        target.EnableCpuMemArena = session.EnableCpuMemArena;
        target.LogId = session.LogId;
        target.LogSeverityLevel = session.LogSeverityLevel;
        target.LogVerbosityLevel = session.LogVerbosityLevel;
        target.InterOpNumThreads = session.InterOpNumThreads;
        target.GraphOptimizationLevel = session.GraphOptimizationLevel;
        target.ExecutionMode = session.ExecutionMode;
        if (!session.PerSessionThreads)
        {
            target.DisablePerSessionThreads();
        }
    }
}
