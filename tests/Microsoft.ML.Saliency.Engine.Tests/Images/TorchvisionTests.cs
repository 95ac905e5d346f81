namespace Microsoft.ML.Saliency.Tests;

/// <summary>Preprocessing against torchvision's own output (TestData/README.md).</summary>
[TestClass]
public sealed class TorchvisionTests
{
    private static readonly ImagePreprocessing PixelValues = KnownPreprocessing.ImageNet with { Divisor = 1, Mean = new(0), Std = new(1) };
    private static readonly ImagePreprocessing Unrounded = KnownPreprocessing.ImageNet with { Rounding = ResizeRounding.None };

    [TestMethod]
    [DataRow("chelsea")]
    [DataRow("chelsea_up")]
    [DataRow("coffee")]
    [DataRow("coffee_odd")]
    public void Apply_PillowRounding_EqualsTorchvisionOnPilImagesExactly(string photo)
    {
        TensorShape shape = new(3, 224, 224, TensorLayout.Nhwc);
        float[] tensor = new float[shape.Length];

        PixelValues.Apply(TestFile.Image($"preprocess/{photo}.png"), shape, tensor);

        byte[] expected = TestFile.Image($"preprocess/{photo}_pil_resized_cropped.png").Pixels;
        CollectionAssert.AreEqual(Array.ConvertAll(expected, value => (float)value), tensor);
    }

    [TestMethod]
    [DataRow("chelsea")]
    [DataRow("chelsea_up")]
    [DataRow("coffee")]
    [DataRow("coffee_odd")]
    public void Apply_NoRounding_EqualsTorchvisionOnFloatTensors(string photo)
    {
        float[] tensor = new float[3 * 224 * 224];

        Unrounded.Apply(TestFile.Image($"preprocess/{photo}.png"), new(3, 224, 224), tensor);

        // torch computes the filter positions in single precision.
        AssertParts($"preprocess/{photo}_tensor_float_crops.npy", tensor, 224, [0, 96, 192], tolerance: 1e-4f);
    }

    [TestMethod]
    [DataRow(ResizeMode.None)]
    [DataRow(ResizeMode.Exact)]
    public void Apply_ImageOfInputSize_EqualsToTensorAndNormalize(ResizeMode mode)
    {
        float[] tensor = new float[3 * 128 * 128];

        (KnownPreprocessing.ImageNet with { Resize = mode }).Apply(TestFile.Image("scenes/one0.png"), new(3, 128, 128), tensor);

        AssertParts("scenes/one0_input_crops.npy", tensor, 128, [0, 48, 96], tolerance: 0);
    }

    private static void AssertParts(string path, float[] tensor, int side, int[] origins, float tolerance)
    {
        Npy<float> parts = Npy<float>.Read(path);
        CollectionAssert.AreEqual(new[] { 3, 3, 32, 32 }, parts.Shape);
        for (int i = 0; i < parts.Values.Length; i++)
        {
            (int part, int channel, int row, int column) = (i / 3072, i / 1024 % 3, i / 32 % 32, i % 32);
            int index = (((channel * side) + origins[part] + row) * side) + origins[part] + column;
            Assert.AreEqual(parts.Values[i], tensor[index], tolerance, $"Part {part}, channel {channel}, row {row}, column {column}.");
        }
    }
}
