using System.Globalization;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>The text forms of settings: what is read, what is written, what is refused.</summary>
[TestClass]
public sealed class BaselineTextTests
{
    [TestMethod]
    [DataRow("model-zero")]
    [DataRow("model-constant:-0.1")]
    [DataRow("black")]
    [DataRow("white")]
    [DataRow("gray")]
    [DataRow("color:0.1,254.9,0.001")]
    [DataRow("image-mean")]
    [DataRow("gaussian-blur:0.3333333333333333")]
    [DataRow("box-blur:3")]
    [DataRow("rise-blur")]
    [DataRow("rise-blur:5,1.7")]
    [DataRow("uniform-noise")]
    [DataRow("uniform-noise:18446744073709551615")]
    [DataRow("gaussian-noise:20")]
    [DataRow("gaussian-noise:20,4")]
    [DataRow("gaussian-noise:20,0,1,2,3.5")]
    [DataRow("pixel-shuffle:2")]
    [DataRow("patch-shuffle:16")]
    [DataRow("patch-shuffle:16,3")]
    [DataRow("linear-imputation")]
    [DataRow("linear-imputation:0.02")]
    [DataRow("linear-imputation:0.01,7")]
    public void Parse_TextOfABaseline_ComesBackInAnyCulture(string text)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.AreEqual(text, Baseline.Parse(text).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    [DataRow("gaussian-blur", "gaussian-blur:10")]
    [DataRow("rise-blur:11,5", "rise-blur")]
    [DataRow("model-constant:0", "model-zero")]
    [DataRow("color:255, 255, 255", "white")]
    [DataRow("pixel-shuffle:0", "pixel-shuffle")]
    [DataRow("linear-imputation:0.01", "linear-imputation")]
    public void Parse_OtherTextOfABaseline_HasOneForm(string text, string form) => Assert.AreEqual(form, Baseline.Parse(text).ToString());

    [TestMethod]
    [DataRow("purple", "A baseline must be one of model-zero, ")]
    [DataRow("", "but was ''")]
    [DataRow("color:1,2", "but was 'color:1,2'")]
    [DataRow("gaussian-blur:wide", "must be one of")]
    [DataRow("gaussian-noise:1,2,3", "must be one of")]
    [DataRow("box-blur:4.5", "must be a whole number, but was '4.5'")]
    [DataRow("uniform-noise:-1", "must be a whole number, but was '-1'")]
    public void Parse_NoBaseline_SaysWhatIsExpected(string text, string message)
    {
        Assert.ThrowsWith<FormatException>(() => Baseline.Parse(text), message);
        Assert.IsFalse(Baseline.TryParse(text, out _));
    }

    [TestMethod]
    public void Parse_NumberOutOfItsRange_IsRefusedAsByTheCatalog()
    {
        Assert.ThrowsWith<ArgumentOutOfRangeException>(
            () => Baseline.Parse("gaussian-blur:-1"), "greater than 0 and at most 1000 pixels, but was -1");
        Assert.IsFalse(Baseline.TryParse("gaussian-blur:-1", out _));
        Assert.IsFalse(Baseline.TryParse(null, out _));
    }

    [TestMethod]
    [DataRow("uniform-noise", "uniform-noise:2")]
    [DataRow("gaussian-noise:20,1", "gaussian-noise:20,3")]
    [DataRow("pixel-shuffle:1", "pixel-shuffle:3")]
    [DataRow("patch-shuffle:16", "patch-shuffle:16,2")]
    [DataRow("linear-imputation", "linear-imputation:0.01,2")]
    [DataRow("gaussian-blur:10", "gaussian-blur:10")]
    public void AddToSeed_Two_ChangesRandomBaselinesOnly(string text, string expected) =>
        Assert.AreEqual(expected, Baseline.Parse(text).AddToSeed(2).ToString());

    [TestMethod]
    [DataRow("predicted")]
    [DataRow("all")]
    [DataRow("top:3")]
    [DataRow("281,282")]
    public void Targets_Text_ComesBack(string text) => Assert.AreEqual(text, SaliencyTargets.Parse(text).ToString());

    [TestMethod]
    [DataRow("cat")]
    [DataRow("top:0")]
    [DataRow("top:1,2")]
    [DataRow("1,-1")]
    [DataRow("")]
    public void Targets_NoTargets_SaysWhatIsExpected(string text) =>
        Assert.ThrowsWith<FormatException>(
            () => SaliencyTargets.Parse(text), $"predicted, all, top:3 or class indices such as 281,282, but were '{text}'");

    [TestMethod]
    [DataRow("auto")]
    [DataRow("0.3")]
    public void KeepProbability_Text_ComesBack(string text) => Assert.AreEqual(text, KeepProbability.Parse(text).ToString());

    [TestMethod]
    public void KeepProbability_NoNumber_SaysWhatIsExpected() =>
        Assert.ThrowsWith<FormatException>(() => KeepProbability.Parse("half"), "or auto, but was 'half'");

    [TestMethod]
    [DataRow(99, "auto", 1 + 100 + (9 * 32))]
    [DataRow(99, "0.5", 1 + 100)]
    [DataRow(99, "0.4", 1 + 99)]
    public void Passes_OfRise_AreWhatAnExplanationTakesAtMost(int masks, string keepProbability, int passes)
    {
        var scorer = new FunctionScorer(new(1, 8, 8), 1, (input, scores) => scores[0] = input[0]);
        var options = new RiseOptions { Masks = masks, GridHeight = 2, GridWidth = 2 };
        var explainer = new RiseExplainer(scorer, options with { KeepProbability = KeepProbability.Parse(keepProbability) });

        Assert.AreEqual(passes, explainer.Passes);
        explainer.Explain(new float[64]);
        Assert.IsLessThanOrEqualTo(passes, scorer.Scored);
    }
}
