using Microsoft.ML.Saliency;

namespace Microsoft.ML;

/// <summary>The entry point of saliency in ML.NET.</summary>
public static class MLContextExtensions
{
    /// <summary>Gets the saliency methods for image classifiers: <c>mlContext.Saliency().Rise(...)</c>.</summary>
    /// <remarks>The first call in a process also makes a property of type <see cref="Data.MLImage"/> without an attribute a column of
    /// images of any size, for <c>LoadFromEnumerable</c>, <c>CreateEnumerable</c> and prediction engines.</remarks>
    /// <param name="mlContext">The context, whose log receives the warnings.</param>
    public static SaliencyCatalog Saliency(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new SaliencyCatalog(mlContext);
    }

    /// <summary>Sets what is to run the models of saliency, the best first, wherever their options name neither providers nor a device:
    /// the first that can be used does, and the log says why those before it cannot. <c>MLContext.GpuDeviceId</c> is then the number of
    /// their device.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="providers">The providers, each once; none to go back to <c>MLContext.GpuDeviceId</c> alone.</param>
    /// <exception cref="ArgumentException">A provider is named twice.</exception>
    public static void SetSaliencyProviders(this MLContext mlContext, params OnnxProvider[] providers)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(providers);
        if (providers.Distinct().Count() < providers.Length)
        {
            throw new ArgumentException(
                $"Providers must be named once each, but were [{string.Join(", ", providers)}].", nameof(providers));
        }

        ContextSettings.SetProviders(mlContext, [.. providers]);
    }
}
