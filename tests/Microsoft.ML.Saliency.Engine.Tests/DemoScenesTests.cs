using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The shipped scenes, whose objects are known: maps of the trained model point at them, maps of a model with random weights do
/// not.</summary>
[TestClass]
public class DemoScenesTests
{
    private const double Tolerance = 8;

    [TestMethod, TestCategory("Slow")]
    public void Rise_TrainedModel_PointsAtEachObject()
    {
        (double strict, double tolerant)[] one = Hits("demo.onnx", "one"), two = Hits("demo.onnx", "two");

        Assert.HasCount(1, one);
        Assert.IsGreaterThanOrEqualTo(0.95, one[0].tolerant);
        Assert.HasCount(2, two);
        Assert.IsGreaterThanOrEqualTo(0.95, two[0].tolerant, "First target.");
        Assert.IsGreaterThanOrEqualTo(0.95, two[1].tolerant, "Second target.");
        Console.WriteLine($"strict / within {Tolerance} px: one object {one[0]}, two objects {two[0]} and {two[1]}");
    }

    /// <summary>The objects cover 6 to 12 % of the scenes, and what looks at the middle hits more often than that: chance is below a
    /// third.</summary>
    [TestMethod, TestCategory("Slow")]
    public void Rise_RandomWeights_StaysNearChance()
    {
        (double strict, double tolerant)[] one = Hits("random-weights.onnx", "one"), two = Hits("random-weights.onnx", "two");

        Assert.IsLessThan(0.34, one[0].strict);
        Assert.IsLessThan(0.34, (two[0].strict + two[1].strict) / 2);
    }

    /// <summary>The maps of two objects in one scene point at different places.</summary>
    [TestMethod, TestCategory("Slow")]
    public void Rise_TwoObjects_NeitherMapPointsAtTheOther()
    {
        using OnnxScorer scorer = Open("demo.onnx");
        foreach ((RgbImage picture, (int Class, bool[] Mask)[] objects) in Scenes("two"))
        {
            IReadOnlyList<SaliencyMap> maps = Explain(scorer, picture, objects);

            Assert.IsFalse(MapLocalization.PointsAt(maps[0], objects[1].Mask));
            Assert.IsFalse(MapLocalization.PointsAt(maps[1], objects[0].Mask));
        }
    }

    /// <summary>Share of scenes in which the map of the n-th object points at it.</summary>
    private static (double Strict, double Tolerant)[] Hits(string model, string kind)
    {
        using OnnxScorer scorer = Open(model);
        var hits = new List<(bool Strict, bool Tolerant)[]>();
        foreach ((RgbImage picture, (int Class, bool[] Mask)[] objects) in Scenes(kind))
        {
            IReadOnlyList<SaliencyMap> maps = Explain(scorer, picture, objects);
            hits.Add([.. objects.Select(
                (item, n) => (MapLocalization.PointsAt(maps[n], item.Mask), MapLocalization.PointsAt(maps[n], item.Mask, Tolerance)))]);
        }

        return [.. Enumerable.Range(0, hits[0].Length).Select(n => (
            hits.Average(scene => scene[n].Strict ? 1.0 : 0),
            hits.Average(scene => scene[n].Tolerant ? 1.0 : 0)))];
    }

    private static OnnxScorer Open(string model) => new(Path.Combine(Folder, model));

    private static IReadOnlyList<SaliencyMap> Explain(OnnxScorer scorer, RgbImage picture, (int Class, bool[] Mask)[] objects) =>
        new RiseExplainer(scorer, new RiseOptions { Masks = 1000, GridHeight = 8, GridWidth = 8 }).Explain(
            ClassifierInput.FromImage(picture, scorer.InputShape, DemoModel.Preprocessing),
            SaliencyTargets.Classes([.. objects.Select(item => item.Class)]));

    private static IEnumerable<(RgbImage Picture, (int Class, bool[] Mask)[] Objects)> Scenes(string kind)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "scenes", "scenes.json")));
        foreach (JsonElement scene in json.RootElement.EnumerateArray())
        {
            string image = scene.GetProperty("image").GetString()!;
            if (image.StartsWith(kind, StringComparison.Ordinal))
            {
                yield return (
                    TestFile.Image(Path.Combine(Folder, "scenes", "images", image)),
                    [.. scene.GetProperty("objects").EnumerateArray().Select(
                        item => (item.GetProperty("index").GetInt32(), ReadMask(item.GetProperty("mask").GetString()!)))]);
            }
        }
    }

    private static bool[] ReadMask(string name)
    {
        RgbImage mask = TestFile.Image(Path.Combine(Folder, "scenes", "masks", name));
        return [.. Enumerable.Range(0, mask.Height * mask.Width).Select(pixel => mask.Pixels[3 * pixel] > 127)];
    }

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Demo");
}
