namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class BaselineNeutralityErrorTests
{
    private static readonly TensorShape OnePixel = new(1, 1, 1);
    private static readonly ClassifierInput[] Images = [Pictures.Gray(50)];

    [TestMethod]
    [DataRow(0.6f, 0.6f, "the sum 1.2, the smallest 0.6")]
    [DataRow(1.5f, -0.5f, "the sum 1, the smallest -0.5")]
    [DataRow(0.9f, 0.09f, "the sum 0.99, the smallest 0.09")]
    public void Measure_ScoresAreNoProbabilities_SaysSumAndSmallest(float first, float second, string given)
    {
        FunctionScorer scorer = Scorer(first, second);

        Assert.ThrowsWith<InvalidOperationException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, scorer, Images),
            "probabilities, 0 or greater with the sum 1 within 0.001", given, "ScoreActivation.Softmax");
    }

    [TestMethod]
    public void Measure_OnlyTheBaselinesScoresAreNoProbabilities_NamesTheBaseline()
    {
        var scorer = new FunctionScorer(OnePixel, 2, (input, scores) => scores.Fill(input[0] == 0 ? 0.7f : 0.5f));

        Assert.ThrowsWith<InvalidOperationException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, scorer, Images), "for the baseline 'black'");
    }

    [TestMethod]
    public void Measure_SumWithinATenthOfAPercent_IsAccepted()
    {
        NeutralityReport report = BaselineNeutrality.Measure(KnownBaselines.Black, Scorer(0.4998f, 0.4998f), Images);

        Assert.AreEqual(0, report.BaselineDivergenceFromUniform.Mean, 1e-12);
    }

    [TestMethod]
    public void Measure_NoImage_IsRefused() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, Scorer(0.5f, 0.5f), []), "at least one image, but had none");

    [TestMethod]
    public void Measure_SeveralTargets_SaysHowMany() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, Scorer(0.5f, 0.5f), Images, SaliencyTargets.Top(2)),
            "Each image must have one target, but had 2 (top:2)");

    [TestMethod]
    public void Measure_UnknownClass_SaysWhichThereAre() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, Scorer(0.5f, 0.5f), Images, SaliencyTargets.Classes(2)),
            "Class indices must be the model's, 0 to 1");

    [TestMethod]
    public void Measure_OneClass_IsRefused() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.Black, Scorer(1), Images),
            "at least two classes, so that its scores are probabilities, but had 1");

    [TestMethod]
    public void Measure_PreprocessingUnknown_NamesTheBaseline() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.White, Scorer(0.5f, 0.5f), [new ClassifierInput(new float[1])]),
            "'white' is defined in pixel space");

    [TestMethod]
    public void Measure_WrongSize_SaysExpectedAndGiven() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Measure(KnownBaselines.White, Scorer(0.5f, 0.5f), [Pictures.Gray(1, 2)]),
            "1 x 1 x 1 = 1 values (Nchw), but had 2");

    [TestMethod]
    public void Rank_NoCandidate_IsRefused() =>
        Assert.ThrowsWith<ArgumentException>(
            () => BaselineNeutrality.Rank([], Scorer(0.5f, 0.5f), Images), "one or more candidates, none null, but were 0");

    [TestMethod]
    public void Rank_Canceled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(
            () => BaselineNeutrality.Rank([KnownBaselines.Black], Scorer(0.5f, 0.5f), Images, cancellationToken: source.Token));
    }

    private static FunctionScorer Scorer(params float[] scores) => new(OnePixel, scores.Length, (_, given) => scores.CopyTo(given));
}
