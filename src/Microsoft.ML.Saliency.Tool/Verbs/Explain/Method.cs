namespace Microsoft.ML.Saliency.Tool;

/// <summary>The methods that make maps.</summary>
internal enum Method
{
    Rise,
    Occlusion,
}
