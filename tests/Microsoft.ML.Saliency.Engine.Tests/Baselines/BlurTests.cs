namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class BlurTests
{
    private static readonly TensorShape ThreeByThree = new(1, 3, 3);

    [TestMethod]
    public void BoxBlur_ThreeByThree_MirrorsAtTheBorder()
    {
        float[] blurred = KnownBaselines.BoxBlur(3).Apply(Pictures.Gray(9, 0, 0, 0, 18, 0, 0, 0, 36), ThreeByThree);

        // Beyond the border the outermost pixels are repeated: the corner counts four times, an edge pixel twice.
        // Corner: (4 * 9 + 18) / 9; edge: (2 * 9 + 18) / 9, or (2 * 36 + 18) / 9; far corner: (4 * 36 + 18) / 9.
        Close.All<float>([6, 4, 2, 4, 7, 10, 2, 10, 18], blurred, absolute: 1e-5);
    }

    [TestMethod]
    public void BoxBlur_LargerThanTheImage_MirrorsAgainAndAgain()
    {
        float[] blurred = KnownBaselines.BoxBlur(7).Apply(Pictures.Gray(0, 70), new TensorShape(1, 1, 2));

        // The row goes on as .. b b a | a b | b a a ..: around the first pixel b b a [a] b b a, around the second b a a [b] b a a.
        Close.All<float>([40, 30], blurred, absolute: 1e-4);
    }

    [TestMethod]
    public void GaussianBlur_OnePixel_SpreadsByTheNormalDensity()
    {
        var pixels = new float[11];
        pixels[5] = 100;

        float[] blurred = KnownBaselines.GaussianBlur(1).Apply(Pictures.Gray(pixels), new TensorShape(1, 1, 11));

        // exp(-k^2 / 2) for k = -4..4, divided by their sum 2.506622...
        double sum = 1 + (2 * (Math.Exp(-0.5) + Math.Exp(-2) + Math.Exp(-4.5) + Math.Exp(-8)));
        float[] expected = [.. Enumerable.Range(-5, 11).Select(k => Math.Abs(k) > 4 ? 0 : (float)(100 * Math.Exp(-0.5 * k * k) / sum))];
        Close.All<float>(expected, blurred, absolute: 1e-4);
    }

    [TestMethod]
    public void RiseBlur_ConstantImage_FadesAtTheBorder()
    {
        // Kernel of 3, sigma so large that the fold makes it a box: 1/3 each.
        float[] blurred = KnownBaselines.RiseBlur(3, 100).Apply(new float[] { 9, 9, 9, 9, 9, 9, 9, 9, 9 }, ThreeByThree);

        Close.All<float>([4, 6, 4, 6, 9, 6, 4, 6, 4], blurred, absolute: 1e-3);
    }

    [TestMethod]
    public void RiseBlur_ChannelsLast_BlursEachChannelByItself()
    {
        float[] image = [9, 0, 0, 0, 0, 90];

        float[] blurred = KnownBaselines.RiseBlur(3, 100).Apply(image, new TensorShape(2, 1, 3, TensorLayout.Nhwc));

        // Rows above and below are zeros: 1/3 of 1/3 of the sum.
        Close.All<float>([1, 0, 1, 10, 0, 10], blurred, absolute: 1e-3);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(double.NaN)]
    [DataRow(1001)]
    public void GaussianBlur_BadSigma_IsRefused(double sigma) => Assert.AreEqual(sigma, Assert.ThrowsWith<ArgumentOutOfRangeException>(
        () => KnownBaselines.GaussianBlur(sigma), "greater than 0 and at most 1000").ActualValue);

    [TestMethod]
    [DataRow(0)]
    [DataRow(4)]
    [DataRow(-3)]
    public void BoxBlur_EvenOrTooSmall_IsRefused(int size) => Assert.AreEqual(size, Assert.ThrowsWith<ArgumentOutOfRangeException>(
        () => KnownBaselines.BoxBlur(size), "odd number of pixels").ActualValue);

    [TestMethod]
    public void RiseBlur_EvenKernel_IsRefused() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => KnownBaselines.RiseBlur(10));
}
