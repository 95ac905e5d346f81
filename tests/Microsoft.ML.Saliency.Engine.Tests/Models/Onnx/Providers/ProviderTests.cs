using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Providers by name, with a build of ONNX Runtime that has the CPU only.</summary>
[TestClass]
public sealed class ProviderTests
{
    private const string Cpu = "CPUExecutionProvider";

    private static byte[] Model { get; } = TestModels.Linear(new TensorShape(1, 2, 2), [new float[4], new float[4]]);

    [TestMethod]
    [DataRow(OnnxProvider.Cuda, "CUDA device 3 cannot be used: ", "Microsoft.ML.OnnxRuntime.Gpu")]
    [DataRow(OnnxProvider.TensorRT, "TensorRT device 3 cannot be used: ", "Microsoft.ML.OnnxRuntime.Gpu")]
    [DataRow(OnnxProvider.OpenVINO, "OpenVINO cannot be used: ", "Reference a build of ONNX Runtime")]
    [DataRow(OnnxProvider.DirectML, "DirectML device 3 cannot be used: ", "Reference a build of ONNX Runtime")]
    [DataRow(OnnxProvider.CoreML, "CoreML cannot be used: ", "macOS")]
    [DataRow(OnnxProvider.MIGraphX, "MIGraphX device 3 cannot be used: ", "Reference a build of ONNX Runtime")]
    public void Constructor_ProviderThatIsNotInTheBuild_SaysSoInOneLine(OnnxProvider provider, string start, string advice)
    {
        InconclusiveWith(provider);
        InvalidOperationException error = Assert.ThrowsExactly<InvalidOperationException>(
            () => new OnnxScorer(Model, new OnnxScorerOptions { Providers = [provider], GpuDeviceId = 3 }));

        Assert.StartsWith($"{start}the application's build of ONNX Runtime 1.", error.Message);
        Assert.Contains("does not contain it.", error.Message);
        Assert.Contains(advice, error.Message);
        Assert.EndsWith("Or end OnnxScorerOptions.Providers with Cpu to use the CPU.", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [TestMethod]
    public void Constructor_ProvidersInOrder_WarnsOfEachBeforeTheOneThatRuns()
    {
        InconclusiveWith(OnnxProvider.TensorRT);
        InconclusiveWith(OnnxProvider.Cuda);
        List<string> warnings = [];

        using OnnxScorer scorer = new(Model, new OnnxScorerOptions
        {
            Providers = [OnnxProvider.TensorRT, OnnxProvider.Cuda, OnnxProvider.Cpu, OnnxProvider.CoreML],
            OnWarning = warnings.Add,
        });

        Assert.AreEqual(Cpu, scorer.Provider);
        Assert.HasCount(2, warnings);
        Assert.StartsWith("TensorRT device 0 cannot be used: ", warnings[0]);
        Assert.StartsWith("CUDA device 0 cannot be used: ", warnings[1]);
        Assert.IsTrue(warnings.All(warning => warning.EndsWith("The CPU is used instead.", StringComparison.Ordinal)));
        Assert.IsFalse(scorer.IsOnDevice);
    }

    [TestMethod]
    public void Constructor_NoProviderThatCanBeUsed_NamesTheReasonOfEach()
    {
        InconclusiveWith(OnnxProvider.OpenVINO);
        InconclusiveWith(OnnxProvider.CoreML);

        string message = Assert.ThrowsExactly<InvalidOperationException>(() => new OnnxScorer(
            Model, new OnnxScorerOptions { Providers = [OnnxProvider.OpenVINO, OnnxProvider.CoreML] })).Message;

        Assert.Contains("OpenVINO cannot be used", message);
        Assert.Contains("CoreML cannot be used", message);
    }

    [TestMethod]
    [DataRow(null, null, null, "Cpu")]
    [DataRow(null, 0, null, "Cuda Cpu")]
    [DataRow(null, 0, false, "Cuda")]
    [DataRow("tensorrt,cuda", null, null, "TensorRT Cuda")]
    [DataRow("tensorrt,cuda", 1, true, "TensorRT Cuda Cpu")]
    [DataRow("cpu,cuda", 1, true, "Cpu Cuda")]
    public void OrderOf_Options_AreTheProvidersToTry(string? providers, int? device, bool? fallback, string expected)
    {
        var options = new OnnxScorerOptions
        {
            Providers = providers is null ? null : ExecutionProviders.Parse(providers),
            GpuDeviceId = device,
            FallbackToCpu = fallback,
        };

        Assert.AreEqual(expected, string.Join(' ', ExecutionProviders.OrderOf(options)));
    }

    /// <summary>What ONNX Runtime 1.31 throws for one, on the machines where it was seen; the last is of its Windows sources.</summary>
    [TestMethod]
    [DataRow(
        "[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/session/provider_bridge_ort.cc:2043 onnxruntime::Provider& onnxruntime::"
        + "ProviderLibrary::Get() [ONNXRuntimeError] : 1 : FAIL : Failed to load library /app/libonnxruntime_providers_cuda.so with error: "
        + "libcublasLt.so.13: cannot open shared object file: No such file or directory\n",
        "one of its libraries could not be loaded (libcublasLt.so.13: cannot open shared object file: No such file or directory). Inst")]
    [DataRow(
        "[ErrorCode:Fail] CUDA execution provider is not enabled in this build.",
        "the application's build of ONNX Runtime 1.31.0 does not contain it. Reference ")]
    [DataRow(
        "[ErrorCode:Fail] CUDA failure 101: invalid device ordinal ; GPU=7 ; hostname=h ; file=cuda_execution_provider.cc ; line=282",
        "there is no such device (CUDA failure 101: invalid device ordinal ; GPU=7 ; hostname=h ; file=cuda_execution_provider.cc ; "
        + "line=282). Set OnnxScorerOptions.GpuDeviceId ")]
    [DataRow(
        "[ErrorCode:Fail] CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version",
        "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version. docs/gpu.md")]
    [DataRow(
        "[ErrorCode:Fail] Error loading \"C:\\app\\onnxruntime_providers_cuda.dll\" which depends on \"cublasLt64_13.dll\" which is "
        + "missing.",
        "one of its libraries could not be loaded (Error loading \"C:\\app\\onnxruntime_providers_cuda.dll\" which depends on "
        + "\"cublasLt64_13.dll\" which is missing). Install ")]
    [DataRow("", "no reason was given. docs/gpu.md")]
    public void Explain_MessageOfTheRuntime_IsOneLineWithItsPoint(string message, string expected)
    {
        string explained = ProviderFailure.Explain(OnnxProvider.Cuda, 7, new InvalidDataException(message));

        Assert.StartsWith($"CUDA device 7 cannot be used: {expected}", explained);
        Assert.DoesNotContain('\n', explained);
    }

    [TestMethod]
    public void First_ProviderThatFails_GivesWayToTheNext()
    {
        var options = new OnnxScorerOptions { Providers = [OnnxProvider.TensorRT, OnnxProvider.Cuda, OnnxProvider.Cpu] };

        var choice = ProviderChoice<string>.First(options, provider => provider == OnnxProvider.TensorRT
            ? throw new DllNotFoundException("libnvinfer.so.10")
            : $"on {provider}");

        Assert.AreEqual((OnnxProvider.Cuda, "on Cuda"), (choice.Provider, choice.Opened));
        Assert.Contains("(libnvinfer.so.10)", choice.Warnings.Single());
        Assert.EndsWith("CUDAExecutionProvider is used instead.", choice.Warnings.Single());
    }

    /// <summary>Another provider would fail at it too: it is the model's fault.</summary>
    [TestMethod]
    public void Constructor_ModelThatIsNone_IsRefusedAsAModel() => Assert.ThrowsExactly<InvalidDataException>(
        () => new OnnxScorer([1, 2, 3], new OnnxScorerOptions { Providers = [OnnxProvider.Cpu, OnnxProvider.CoreML] }));

    [TestMethod]
    [DataRow("")]
    [DataRow("cuda,cuda")]
    public void Constructor_ProvidersThatAreNoOrder_AreRefused(string providers)
    {
        OnnxProvider[] list = providers.Length == 0 ? [] : [.. ExecutionProviders.Parse(providers)];

        Assert.Contains("Providers must be members of OnnxProvider, at least one and each once", Assert.ThrowsExactly<ArgumentException>(
            () => new OnnxScorer(Model, new OnnxScorerOptions { Providers = list })).Message);
    }

    [TestMethod]
    public void Parse_WordsInAnyCase_AreProviders() => CollectionAssert.AreEqual(
        Enum.GetValues<OnnxProvider>(),
        ExecutionProviders.Parse("cpu, CUDA, TensorRT, openvino, directml, coreml, migraphx").ToArray());

    [TestMethod]
    [DataRow("kuda", "but was 'kuda'. Did you mean 'cuda'?")]
    [DataRow("cuda,tensor-rt", "but was 'tensor-rt'. Did you mean 'tensorrt'?")]
    [DataRow("", "must be one of cpu, cuda, tensorrt, openvino, directml, coreml, migraphx, but was ''.")]
    public void Parse_OtherWord_IsRefusedWithASuggestion(string text, string expected) => Assert.Contains(
        expected, Assert.ThrowsExactly<FormatException>(() => ExecutionProviders.Parse(text)).Message);

    private static void InconclusiveWith(OnnxProvider provider)
    {
        if (OrtEnv.Instance().GetAvailableProviders().Contains(ExecutionProviders.NameOf(provider)))
        {
            Assert.Inconclusive($"This build of ONNX Runtime contains {provider}.");
        }
    }
}
