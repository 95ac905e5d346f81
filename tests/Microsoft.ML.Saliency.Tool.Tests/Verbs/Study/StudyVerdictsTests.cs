namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The verdicts follow from the figures, by the rules that they state.</summary>
[TestClass]
public sealed class StudyVerdictsTests
{
    private static readonly StudySettings Settings = new StudySettings().Resolve();

    [TestMethod]
    [DataRow(true, true, "holds")]
    [DataRow(true, false, "holds")]
    [DataRow(false, false, "undecided")]
    public void NeutralBaselines_Pairs_DecideByHalf(bool rise, bool occlusion, string expected) =>
        Assert.AreEqual(expected, Verdict("T1a", SampleStudy.Of(riseCounts: rise, occlusionCounts: occlusion)).Outcome.Words());

    /// <summary>The margin is 0.05: an interval below it shows that the maps are alike, one that merely contains 0 shows nothing.</summary>
    [TestMethod]
    [DataRow(-0.01, 0.04, "does not hold")]
    [DataRow(-0.2, 0.06, "undecided")]
    [DataRow(double.NaN, double.NaN, "undecided")]
    public void NeutralBaselines_NoDifferenceCounts_DoesNotHoldOnlyIfTheMapsAreShownToBeAlike(double low, double high, string expected)
    {
        StudyResult study = SampleStudy.Of();
        study = study with
        {
            ByBaseline = [.. study.ByBaseline.Select(axis => axis with
            {
                Pairs = [.. axis.Pairs.Select(pair => pair with { Excess = new IntervalEstimate((low + high) / 2, low, high) })],
            })],
        };

        Assert.AreEqual(expected, Verdict("T1a", study).Outcome.Words());
    }

    [TestMethod]
    public void NeutralBaselines_OnlyOneIsNeutral_IsUndecidedAndSaysWhy()
    {
        StudyResult study = SampleStudy.Of();
        Verdict verdict = Verdict("T1a", study with { Neutrality = [study.Neutrality[0], study.Neutrality[1] with { IsNeutral = false }] });

        Assert.AreEqual(Outcome.Undecided, verdict.Outcome);
        Assert.Contains("Only black is neutral here", verdict.Finding);
    }

    [TestMethod]
    public void NeutralBaselines_Finding_HasTheFigures()
    {
        Verdict verdict = Verdict("T1a", SampleStudy.Of(riseCounts: true));

        Assert.Contains(
            "2 of 2 baselines are equally neutral (the class keeps a probability of 0.010 to 0.020: black, white); " +
            "of 2 pairs of maps made with them, 1 differ beyond the noise.",
            verdict.Finding);
        Assert.AreEqual("RISE: 1 of 1 pairs; similarity 0.50, where other seeds alone give 0.90.", verdict.Figures[0]);
        Assert.Contains("The claim holds if at least half", verdict.Rule);
    }

    [TestMethod]
    [DataRow(0.9, "does not hold")]
    [DataRow(0.7, "holds in part")]
    [DataRow(0.5, "holds")]
    [DataRow(double.NaN, "undecided")]
    public void MetricBaselines_RankAgreement_IsJudgedByKrippendorffsLimits(double agreement, string expected) =>
        Assert.AreEqual(expected, Verdict("T1b", SampleStudy.Of(agreement: agreement)).Outcome.Words());

    [TestMethod]
    [DataRow(0.8, "does not hold")]
    [DataRow(0.2, "holds")]
    public void Metrics_Alpha_IsJudgedByKrippendorffsLimit(double alpha, string expected)
    {
        Verdict verdict = Verdict("T3b", SampleStudy.Of(alpha: alpha));

        Assert.AreEqual(expected, verdict.Outcome.Words());
        Assert.Contains(expected == "holds" ? "below 0.667 in 2 of 2" : "below 0.667 in 0 of 2", verdict.Finding);
    }

    [TestMethod]
    [DataRow(0.4, 0.9, "undecided")]
    [DataRow(0.4, 0.54, "does not hold")]
    [DataRow(0.6, 0.9, "holds")]
    public void OwnBaseline_IntervalAgainstChance_Decides(double low, double high, string expected)
    {
        StudyResult study = SampleStudy.Of();
        study = study with { CrossTables = [study.CrossTables[0] with { OwnWins = new IntervalEstimate(0.5, low, high) }] };

        Assert.AreEqual(expected, Verdict("T3c", study).Outcome.Words());
    }

    /// <summary>The interval is 0.2 wide; the margin is 0.05. That it contains 0 is no evidence of equality.</summary>
    [TestMethod]
    [DataRow(-0.1, "undecided", 0, 0)]
    [DataRow(-0.151, "holds", 1, 0)]
    [DataRow(-0.149, "undecided", 0, 0)]
    [DataRow(0.1, "does not hold", 0, 1)]
    [DataRow(double.NaN, "undecided", 0, 0)]
    public void RandomWeights_Interval_MustLieBelowTheMarginToHold(double low, string expected, int atChance, int above)
    {
        Verdict verdict = Verdict("L2", SampleStudy.Of(controlLow: low));

        Assert.AreEqual(expected, verdict.Outcome.Words());
        Assert.AreEqual(
            $"The maps of {atChance} of 1 methods of the control model are shown to be at chance (10.0%), those of {above} to be above it.",
            verdict.Finding);
        Assert.Contains("wholly below 0.05", verdict.Rule);
    }

    [TestMethod]
    [DataRow(-0.16, 0.1, "holds in part")]
    [DataRow(-0.16, -0.1, "undecided")]
    [DataRow(-0.1, 0.1, "does not hold")]
    public void RandomWeights_TwoMethods_AreJudgedTogether(double first, double second, string expected)
    {
        StudyResult study = SampleStudy.Of(controlLow: first);
        LocalizationResult other = SampleStudy.Of(controlLow: second).Localization![^1];

        Assert.AreEqual(expected, Verdict("L2", study with { Localization = [.. study.Localization!, other] }).Outcome.Words());
    }

    [TestMethod]
    [DataRow(20, 0.9, 0)]
    [DataRow(19, 0.9, 1)]
    [DataRow(20, 0.09, 1)]
    [DataRow(2, 0.09, 2)]
    public void Cautions_FewImagesOrScoresBelowChance_AreTold(int images, double score, int expected)
    {
        StudiedImage[] studied = [.. Enumerable.Range(0, images)
            .Select(i => new StudiedImage($"{i}", "ab", Target: 0, Label: null, i == 0 ? score : 0.5))];

        IReadOnlyList<string> cautions = StudyCautions.Of(studied, classCount: 10);

        Assert.HasCount(expected, cautions);
        Assert.AreEqual(images < 20, cautions.Any(caution => caution.Contains($"This study has {images} images.")));
        Assert.AreEqual(score < 0.1, cautions.Any(caution => caution.Contains($"1 of {images} images have a score below chance (0.1)")));
    }

    [TestMethod]
    public void Localization_MapsAboveChance_FindTheObjects() => Assert.AreEqual(Outcome.Holds, Verdict("L1", SampleStudy.Of()).Outcome);

    private static Verdict Verdict(string id, StudyResult study) =>
        new StudyVerdicts(study, Settings).All().Single(verdict => verdict.Id == id);
}
