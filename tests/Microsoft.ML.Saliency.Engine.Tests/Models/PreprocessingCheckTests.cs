namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class PreprocessingCheckTests
{
    private static readonly TensorShape Shape = new(3, 2, 2);
    private static readonly KeyValuePair<string, ImagePreprocessing>[] Presets =
        [new("imagenet", KnownPreprocessing.ImageNet), new("zero-to-one", new()), new("bytes", new() { Divisor = 1 })];

    // Four images of one color each; the model's class is the gray level's quarter, for values of 0..1.
    private static readonly RgbImage[] Images = [.. new byte[] { 32, 96, 160, 224 }.Select(Gray)];

    [TestMethod]
    public void Compare_Presets_GivesMeanTopScoreMarginAndClasses()
    {
        // Values of 0..1 hit one class with .9, the others have .1 / 3; anything else is .25 for each.
        IReadOnlyList<PreprocessingScore> scores = PreprocessingCheck.Compare(Quarters(), Images, Presets);

        Assert.AreEqual("zero-to-one", scores[0].Name);
        Assert.AreEqual(.9, scores[0].TopScore, 1e-6);
        Assert.AreEqual(.9 - (.1 / 3), scores[0].Margin, 1e-6);
        Assert.AreEqual(4, scores[0].ClassCount);
        Assert.AreEqual(.25, scores.Single(score => score.Name == "bytes").TopScore, 1e-6);
    }

    [TestMethod]
    public void FindFault_ScoresNearChance_NamesTheBetterPreset()
    {
        string? fault = PreprocessingCheck.FindFault(Quarters(), Images, new() { Divisor = 1 }, Presets);

        Assert.AreEqual(
            "The preprocessing may be wrong: the mean top score of 4 image(s) is 0.250, near chance (1 of 4 classes); "
                + "with zero-to-one it is 0.90.",
            fault);
    }

    [TestMethod]
    public void FindFault_RightPreprocessing_IsNull() =>
        Assert.IsNull(PreprocessingCheck.FindFault(Quarters(), Images, new(), Presets));

    /// <summary>Values that are far too large make a model sure of one class, whatever the image.</summary>
    [TestMethod]
    public void FindFault_PresetThatIsSureOfOneClassOnly_IsNotNamed()
    {
        var scorer = new FunctionScorer(Shape, 4, (input, scores) =>
        {
            scores.Fill(input[0] > 1 ? 0 : .2f);
            scores[0] = input[0] > 1 ? 1 : .4f;
        });

        Assert.IsNull(PreprocessingCheck.FindFault(scorer, Images, new(), Presets));
    }

    [TestMethod]
    public void FindFault_NothingIsBetter_SaysSo() => Assert.Contains(
        "no known preset does better",
        PreprocessingCheck.FindFault(new FunctionScorer(Shape, 4, (_, scores) => scores.Fill(.25f)), Images, new(), Presets)!);

    [TestMethod]
    public void Compare_PresetThatCannotMakeTheInput_IsLeftOut()
    {
        var gray = new FunctionScorer(new(1, 2, 2), 2, (_, scores) => scores.Fill(.5f));

        Assert.HasCount(2, PreprocessingCheck.Compare(gray, Images, Presets));
        Assert.ThrowsWith<ArgumentException>(() => PreprocessingCheck.Compare(gray, [], Presets), "at least one image");
    }

    private static FunctionScorer Quarters() => new(Shape, 4, (input, scores) =>
    {
        bool isUnit = input[0] is >= 0 and <= 1 && input[1] == input[^1];
        scores.Fill(isUnit ? .1f / 3 : .25f);
        if (isUnit)
        {
            scores[(int)(input[0] * 4)] = .9f;
        }
    });

    private static RgbImage Gray(byte level)
    {
        var image = new RgbImage(2, 2);
        image.Pixels.AsSpan().Fill(level);
        return image;
    }
}
