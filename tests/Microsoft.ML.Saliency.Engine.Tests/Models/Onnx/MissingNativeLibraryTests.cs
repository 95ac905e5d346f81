using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>An application that references none of the packages with the native ONNX Runtime.</summary>
[TestClass]
public class MissingNativeLibraryTests
{
    [TestMethod]
    public void Constructor_NoNativeLibrary_NamesThePackages()
    {
        var application = new ApplicationWithoutNativeLibraries();
        Type scorer = application.LoadFromAssemblyPath(typeof(OnnxScorer).Assembly.Location).GetType(typeof(OnnxScorer).FullName!)!;
        ConstructorInfo constructor = scorer.GetConstructors().Single(one => one.GetParameters()[0].ParameterType == typeof(byte[]));

        Assert.ThrowsWith<InvalidOperationException>(
            () => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [new byte[1], null], null),
            "package Microsoft.ML.OnnxRuntime in the application, or Microsoft.ML.OnnxRuntime.Gpu");
        application.Unload();
    }

    private sealed class ApplicationWithoutNativeLibraries() : AssemblyLoadContext("without native libraries", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string runtime = typeof(InferenceSession).Assembly.Location;
            return assemblyName.Name == Path.GetFileNameWithoutExtension(runtime) ? LoadFromAssemblyPath(runtime) : null;
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => throw new DllNotFoundException(unmanagedDllName);
    }
}
