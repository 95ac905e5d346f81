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
}
