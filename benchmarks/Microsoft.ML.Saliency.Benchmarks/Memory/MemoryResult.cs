namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Peak working sets of processes that differ in the number of masks only.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="FewMasks">The smaller number of masks.</param>
/// <param name="ManyMasks">The larger number of masks.</param>
/// <param name="FewMebibytes">Peaks at the smaller number.</param>
/// <param name="ManyMebibytes">Peaks at the larger number.</param>
internal sealed record MemoryResult(string Model, int FewMasks, int ManyMasks, double[] FewMebibytes, double[] ManyMebibytes)
{
    public Spread Few => Spread.Of(FewMebibytes);

    public Spread Many => Spread.Of(ManyMebibytes);

    public double Ratio => Many.Median / Few.Median;
}
