namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The verdicts follow from the figures, by the rules that they state.</summary>
[TestClass]
public sealed class StudyVerdictsTests
{
    private static readonly StudySettings Settings = new StudySettings().Resolve();

    [TestMethod]
    [DataRow(true, true, "holds")]
    [DataRow(true, false, "holds")]
    [DataRow(false, false, "does not hold")]
    public void NeutralBaselines_Pairs_DecideByHalf(bool rise, bool occlusion, string expected) =>
        Assert.AreEqual(expected, Verdict("T1a", SampleStudy.Of(riseCounts: rise, occlusionCounts: occlusion)).Outcome.Words());

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
    [DataRow(0.4, "does not hold")]
    [DataRow(0.6, "holds")]
    public void OwnBaseline_IntervalAboveChance_Decides(double low, string expected) =>
        Assert.AreEqual(expected, Verdict("T3c", SampleStudy.Of(ownWinsLow: low)).Outcome.Words());

    [TestMethod]
    [DataRow(-0.1, "holds", "The maps of 1 of 1 methods of the control model are no better than chance (10.0%).")]
    [DataRow(0.1, "does not hold", "The maps of 0 of 1 methods of the control model are no better than chance (10.0%).")]
    public void RandomWeights_IntervalAboveChance_Decides(double low, string expected, string finding)
    {
        Verdict verdict = Verdict("L2", SampleStudy.Of(controlLow: low));

        Assert.AreEqual(expected, verdict.Outcome.Words());
        Assert.AreEqual(finding, verdict.Finding);
    }

    [TestMethod]
    public void Localization_MapsAboveChance_FindTheObjects() => Assert.AreEqual(Outcome.Holds, Verdict("L1", SampleStudy.Of()).Outcome);

    private static Verdict Verdict(string id, StudyResult study) =>
        new StudyVerdicts(study, Settings).All().Single(verdict => verdict.Id == id);
}
