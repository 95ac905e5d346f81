using System.Reflection;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Every baseline of the catalogue, written and read.</summary>
[TestClass]
public sealed class BaselineJsonTests
{
    private static readonly TensorShape Shape = new(3, 6, 5);

    public static IEnumerable<object[]> Members => typeof(KnownBaselines)
        .GetMembers(BindingFlags.Public | BindingFlags.Static)
        .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
        .Select(member => new object[] { member.ToString()! });

    [TestMethod]
    [DynamicData(nameof(Members))]
    public void Baseline_WrittenAndRead_WritesTheSamePixels(string member)
    {
        Baseline baseline = Create(member);
        ClassifierInput input = ClassifierInput.FromImage(
            Pictures.Colorful(6, 5), Shape, KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact });

        string json = JsonSerializer.Serialize(baseline, SaliencyJson.Options);
        Baseline read = JsonSerializer.Deserialize<Baseline>(json, SaliencyJson.Options)!;

        Assert.AreEqual(baseline.ToString(), read.ToString());
        Assert.AreEqual(baseline.Variation, read.Variation);
        Assert.AreEqual(baseline.Space, read.Space);
        CollectionAssert.AreEqual(baseline.Apply(input, Shape, index: 3), read.Apply(input, Shape, index: 3));
        Assert.AreEqual(json, JsonSerializer.Serialize(read, SaliencyJson.Options));
    }

    [TestMethod]
    [DataRow("""{"kind":"modelConstant","value":0,"name":"model zero"}""", "model-zero")]
    [DataRow("""{"kind":"modelConstant","value":-0.1,"name":"model constant (-0.1)"}""", "model-constant:-0.1")]
    [DataRow("""{"kind":"color","color":{"red":127.5,"green":127.5,"blue":127.5},"name":"mid-grey"}""", "gray")]
    [DataRow("""{"kind":"color","color":{"red":1,"green":2,"blue":3},"name":"data-set mean colour (1, 2, 3)"}""", "color:1,2,3")]
    [DataRow("""{"kind":"imageMean","name":"image mean"}""", "image-mean")]
    [DataRow("""{"kind":"gaussianBlur","sigma":2.5,"name":"Gaussian blur (sigma 2.5)"}""", "gaussian-blur:2.5")]
    [DataRow("""{"kind":"boxBlur","size":3,"name":"box blur (size 3)"}""", "box-blur:3")]
    [DataRow("""{"kind":"riseBlur","size":11,"sigma":5,"name":"RISE blur (size 11, sigma 5)"}""", "rise-blur")]
    [DataRow("""{"kind":"uniformNoise","seed":1,"name":"uniform noise (seed 1)"}""", "uniform-noise:1")]
    [DataRow("""{"kind":"gaussianNoise","std":20,"mean":null,"seed":0,"name":"Gaussian noise"}""", "gaussian-noise:20")]
    [DataRow("""{"kind":"gaussianNoise","std":2,"mean":{"red":1,"green":2,"blue":3},"seed":4}""", "gaussian-noise:2,4,1,2,3")]
    [DataRow("""{"kind":"pixelShuffle","seed":2,"name":"pixel shuffle (seed 2)"}""", "pixel-shuffle:2")]
    [DataRow("""{"kind":"patchShuffle","patch":2,"seed":3,"name":"patch shuffle (patch 2, seed 3)"}""", "patch-shuffle:2,3")]
    [DataRow("""{"kind":"noisyLinearImputation","noise":0.01,"seed":0,"name":"x"}""", "linear-imputation")]
    public void Baseline_ObjectOfEarlierVersions_IsRead(string json, string text) =>
        Assert.AreEqual(text, JsonSerializer.Deserialize<Baseline>(json, SaliencyJson.Options)!.ToString());

    /// <summary>A baseline of each member of the catalogue: a new one belongs here too.</summary>
    private static Baseline Create(string member) => member[(member.IndexOf(' ') + 1)..].Split('(')[0] switch
    {
        "ModelZero" => KnownBaselines.ModelZero,
        "Black" => KnownBaselines.Black,
        "White" => KnownBaselines.White,
        "Gray" => KnownBaselines.Gray,
        "ImageMean" => KnownBaselines.ImageMean,
        "ModelConstant" => KnownBaselines.ModelConstant(-0.1f),
        "Color" => KnownBaselines.Color(0.1f, 254.9f, 1e-3f),
        "DataSetMean" when member.Contains(nameof(ChannelValues)) =>
            KnownBaselines.DataSetMean(new ChannelValues(123.675f, 116.28f, 103.53f)),
        "DataSetMean" when member.Contains(nameof(TensorShape)) =>
            KnownBaselines.DataSetMean([.. Enumerable.Range(0, Shape.Length).Select(i => MathF.Exp(i / 20f))], Shape),
        "DataSetMean" => KnownBaselines.DataSetMean(Pictures.Colorful(9, 8)),
        "FromImage" => KnownBaselines.FromImage(Pictures.Colorful(7, 9), "a \"picture\""),
        "GaussianBlur" => KnownBaselines.GaussianBlur(1 / 3.0),
        "BoxBlur" => KnownBaselines.BoxBlur(3),
        "RiseBlur" => KnownBaselines.RiseBlur(5, 1.7),
        "UniformNoise" => KnownBaselines.UniformNoise(ulong.MaxValue),
        "GaussianNoise" => KnownBaselines.GaussianNoise(Math.PI, new ChannelValues(1, 2, 3), 4),
        "PixelShuffle" => KnownBaselines.PixelShuffle(5),
        "PatchShuffle" => KnownBaselines.PatchShuffle(2, 6),
        "NoisyLinearImputation" => KnownBaselines.NoisyLinearImputation(0.02, 7),
        _ => throw new NotSupportedException($"{member} is not tested."),
    };
}
