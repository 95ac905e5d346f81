namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What one map of the authors' code took, in seconds.</summary>
/// <param name="Drawing">Wall time of drawing and saving the masks, which can be used again for other images.</param>
/// <param name="DrawingCpu">CPU time of that.</param>
/// <param name="Explaining">Wall time of the map with these masks.</param>
/// <param name="ExplainingCpu">CPU time of that.</param>
internal sealed record PythonCost(double Drawing, double DrawingCpu, double Explaining, double ExplainingCpu)
{
    public double Total => Drawing + Explaining;

    public double TotalCpu => DrawingCpu + ExplainingCpu;
}
