namespace Microsoft.ML.Saliency.Tests;

/// <summary>Blurs against SciPy and against the RISE authors' code (TestData/README.md).</summary>
[TestClass]
public sealed class BlurReferenceTests
{
    private static readonly TensorShape Shape = new(3, 128, 128);

    [TestMethod]
    [DataRow(5)]
    [DataRow(10)]
    public void GaussianBlur_Scene_EqualsSciPy(int sigma)
    {
        ImagePreprocessing zeroToOne = KnownPreprocessing.ZeroToOne with { Resize = ResizeMode.None };
        ClassifierInput input = ClassifierInput.FromImage(TestFile.Image("scenes/two3.png"), Shape, zeroToOne);

        float[] blurred = KnownBaselines.GaussianBlur(sigma).Apply(input, Shape);

        Close.All<float>(Npy<float>.Read($"blur/two3_gaussian_sigma{sigma}_crops.npy").Values, Parts.Of(blurred), absolute: 1e-6);
    }

    [TestMethod]
    public void GaussianBlur_NormalisedScene_EqualsTheNormalisedBlur()
    {
        ClassifierInput input = new(DemoModel.Input("scenes/two3.png"), DemoModel.Preprocessing);

        float[] blurred = Pictures.ToPlanes(KnownBaselines.GaussianBlur(5).Apply(input, Shape), Shape, DemoModel.Preprocessing);

        float[] expected = Array.ConvertAll(Npy<float>.Read("blur/two3_gaussian_sigma5_crops.npy").Values, value => 255 * value);
        Close.All<float>(expected, Parts.Of(blurred), absolute: 255e-6);
    }

    [TestMethod]
    public void RiseBlur_NormalisedScene_EqualsTheAuthorsCode()
    {
        float[] blurred = KnownBaselines.RiseBlur().Apply(DemoModel.Input("scenes/two3.png"), Shape);

        Close.All<float>(Npy<float>.Read("blur/two3_rise_k11_s5_crops.npy").Values, Parts.Of(blurred), absolute: 1e-5);
    }

    [TestMethod]
    public void FoldedGaussian_RiseKernel_HasTheAuthorsMiddleAndCorner()
    {
        double[] taps = FilterTaps.FoldedGaussian(11, 5);

        Assert.AreEqual(0.00883, taps[5] * taps[5], 5e-6);
        Assert.AreEqual(0.00774, taps[0] * taps[0], 5e-6);
        Assert.AreEqual(1, taps.Sum(), 1e-12);
    }
}
