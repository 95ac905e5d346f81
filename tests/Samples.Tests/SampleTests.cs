using System.Globalization;
using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>Runs each sample and checks its output for the demo scenes, whose objects are known.</summary>
[TestClass]
public sealed partial class SampleTests
{
    [TestMethod]
    public void LoadImages_Run_ListsTheScenesWithTheirSizes()
    {
        string[] lines = Run(LoadImagesSample.Run);

        Assert.HasCount(20, lines);
        Assert.AreEqual("one-01.png: 128 x 128", lines[0]);
    }

    [TestMethod, TestCategory("Slow")]
    public void Rise_Run_NamesTheObjectsOfTheScenes() =>
        CheckScenes(Run(RiseSample.Run), "one-01.png: cat", "one-02.png: dog", "one-03.png: bird");

    [TestMethod, TestCategory("Slow")]
    public void Occlusion_Run_ExplainsTwoClassesOfEachScene()
    {
        string[] lines = Run(OcclusionSample.Run);

        Assert.HasCount(4, lines);
        CheckScenes([lines[0], lines[2]], "one-01.png: cat", "one-02.png: dog");
        Assert.StartsWith("one-01.png:", lines[1]);
    }

    [TestMethod, TestCategory("Slow")]
    public void Heatmap_Run_SavesPictures()
    {
        foreach (string file in Run(HeatmapSample.Run))
        {
            byte[] picture = File.ReadAllBytes(file);
            CollectionAssert.AreEqual("PNG"u8.ToArray(), picture[1..4]);
            File.Delete(file);
        }
    }

    [TestMethod, TestCategory("Slow")]
    public void PerturbationCurve_Run_MorfLiesBelowLerf()
    {
        foreach (string line in Run(PerturbationCurveSample.Run))
        {
            double[] areas = Numbers(line.Split(':')[1]);
            Assert.IsLessThan(areas[1], areas[0], line);
        }
    }

    [TestMethod, TestCategory("Slow")]
    public void Evaluate_Run_MorfLiesBelowLerfAndDeletionBelowInsertion()
    {
        double[] areas = [.. Run(EvaluateSample.Run).Select(line => Numbers(line)[0])];

        Assert.HasCount(4, areas);
        Assert.IsLessThan(areas[1], areas[0]);
        Assert.IsLessThan(areas[3], areas[2]);
    }

    [TestMethod, TestCategory("Slow")]
    public void Compare_Run_TheMethodsAgreeMoreThanNotAtAll() =>
        Assert.IsGreaterThan(0.2, Numbers(Run(CompareSample.Run).Single())[0]);

    [TestMethod, TestCategory("Slow")]
    public void TransformerScorer_Run_NamesTheObjectsOfTheScenes() =>
        CheckScenes(Run(TransformerScorerSample.Run), "one-01.png: cat", "one-02.png: dog");

    /// <summary>The head knows the pictures that were held out, and what the maps point at is their object, but for one at most.</summary>
    [TestMethod, TestCategory("Slow")]
    public void TransferLearning_Run_KnowsThePicturesAndPointsAtTheirObjects()
    {
        string folder = Directory.CreateTempSubdirectory("saliency").FullName;
        try
        {
            string[] lines = Run(output => TransferLearning.Program.Run(output, folder));

            Assert.EndsWith("accuracy on 3 others: 100 %", lines[0]);
            Assert.Contains("'Pooling395_Output_0' is scored in batches", lines[1]);
            CheckScenes(lines[2..5], "cat: cat", "car: car", "flower: flower");
            Assert.IsGreaterThanOrEqualTo(2, lines[2..5].Count(line => line.EndsWith("yes", StringComparison.Ordinal)));
            Assert.Contains("<figure>", File.ReadAllText(Path.Combine(folder, "index.html")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void CheckScenes(string[] lines, params string[] starts)
    {
        Assert.HasCount(starts.Length, lines);
        for (int i = 0; i < lines.Length; i++)
        {
            Assert.StartsWith(starts[i], lines[i]);
        }
    }

    private static string[] Run(Action<TextWriter> sample)
    {
        using var output = new StringWriter();
        sample(output);
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.IsNotEmpty(lines);
        return lines;
    }

    private static double[] Numbers(string text) =>
        [.. Number().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+\.\d+")]
    private static partial Regex Number();
}
