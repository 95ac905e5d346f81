namespace Microsoft.ML.Saliency.Tests;

/// <summary>Imputation without noise against the ROAD implementation of pytorch-grad-cam with a direct solver
/// (TestData/README.md).</summary>
[TestClass]
public sealed class LinearImputationReferenceTests
{
    private static readonly TensorShape Shape = new(3, 128, 128);

    [TestMethod]
    public void NoisyLinearImputation_MostRelevantHalf_EqualsTheDirectSolution()
    {
        float[] map = Npy<float>.Read("maps/one3.npy").Values;

        float[] imputed = Impute(TopHalf(map));

        Close.All<float>(Npy<float>.Read("road/imputed_morf_p50_one3.npy").Values, imputed, absolute: 1e-5);
    }

    [TestMethod]
    public void NoisyLinearImputation_LeastRelevantHalf_EqualsTheDirectSolution()
    {
        float[] map = Npy<float>.Read("maps/one3.npy").Values;

        float[] imputed = Impute(TopHalf(Array.ConvertAll(map, value => 1 - value)));

        Close.All<float>(Npy<float>.Read("road/imputed_lerf_p50_one3_crops.npy").Values, Parts.Of(imputed), absolute: 1e-5);
    }

    /// <summary>The map reaches its median, the mean of the two middle values.</summary>
    private static bool[] TopHalf(float[] map)
    {
        float[] sorted = [.. map.Order()];
        double median = (sorted[(map.Length / 2) - 1] + (double)sorted[map.Length / 2]) / 2;
        bool[] removed = Array.ConvertAll(map, value => value >= median);
        Assert.AreEqual(8192, removed.Count(isRemoved => isRemoved));
        return removed;
    }

    private static float[] Impute(bool[] removed)
    {
        var imputed = new float[Shape.Length];
        KnownBaselines.NoisyLinearImputation(noise: 0).CreateWriter(DemoModel.Input("scenes/one3.png"), Shape)(0, removed, imputed);
        return imputed;
    }
}
