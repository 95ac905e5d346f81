using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML.Saliency;

/// <summary>What a context says of running ONNX models, for all that the options leave open: the same settings that ML.NET's own ONNX transform takes.</summary>
internal static class ContextSettings
{
    /// <summary>The options, completed by the context's GPU, fall-back and ONNX session options.</summary>
    public static OnnxScorerOptions Complete(OnnxScorerOptions options, MLContext context)
    {
        if (options.CreateSessionOptions is not null)
        {
            return options;
        }

        OnnxSessionOptions? session = context.GetOnnxSessionOption();
        if (session?.CreateSessionOptions is OnnxSessionOptions.CreateOnnxSessionOptions create)
        {
            // As in ML.NET it takes the place of all the context's other settings, the GPU included.
            return options with { CreateSessionOptions = () => create() };
        }

        OnnxScorerOptions completed = options with
        {
            GpuDeviceId = options.GpuDeviceId ?? context.GpuDeviceId,
            FallbackToCpu = options.FallbackToCpu ?? (options.GpuDeviceId is null ? context.FallbackToCpu : null),
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

    /// <summary>Sessions without threads of their own need an ONNX Runtime that was started with threads for all; it is started once in a process.</summary>
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
