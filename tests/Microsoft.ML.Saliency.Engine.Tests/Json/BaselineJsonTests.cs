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
        ClassifierInput input = ClassifierInput.FromImage(Pictures.Colorful(6, 5), Shape, KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact });

        string json = JsonSerializer.Serialize(baseline, SaliencyJson.Options);
        Baseline read = JsonSerializer.Deserialize<Baseline>(json, SaliencyJson.Options)!;

        Assert.AreEqual(baseline.ToString(), read.ToString());
        Assert.AreEqual(baseline.Variation, read.Variation);
        Assert.AreEqual(baseline.Space, read.Space);
        CollectionAssert.AreEqual(baseline.Apply(input, Shape, index: 3), read.Apply(input, Shape, index: 3));
        Assert.AreEqual(json, JsonSerializer.Serialize(read, SaliencyJson.Options));
    }

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
        "DataSetMean" when member.Contains(nameof(ChannelValues)) => KnownBaselines.DataSetMean(new ChannelValues(123.675f, 116.28f, 103.53f)),
        "DataSetMean" when member.Contains(nameof(TensorShape)) => KnownBaselines.DataSetMean([.. Enumerable.Range(0, Shape.Length).Select(i => MathF.Exp(i / 20f))], Shape),
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
