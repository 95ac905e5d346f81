namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class BaselineNeutralityTests
{
    private static readonly TensorShape OnePixel = new(1, 1, 1);

    /// <summary>Probabilities by pixel value: black 1/2, 1/4, 1/4; white uniform; other values 1/8, 3/4, 1/8, but 100 is 1, 0, 0.</summary>
    private static readonly FunctionScorer Scorer = new(OnePixel, 3, (input, scores) =>
    {
        float[] probabilities = input[0] switch
        {
            0 => [0.5f, 0.25f, 0.25f],
            255 => [1 / 3f, 1 / 3f, 1 / 3f],
            100 => [1, 0, 0],
            _ => [0.125f, 0.75f, 0.125f],
        };
        probabilities.CopyTo(scores);
    });

    [TestMethod]
    public void Measure_Black_GivesTheHandWorkedFigures()
    {
        ImageNeutrality image = BaselineNeutrality.Measure(KnownBaselines.Black, Scorer, [Pictures.Gray(50)]).Images[0];

        // H = 1/2 ln 2 + 2 * 1/4 ln 4 = 3/2 ln 2 = 1.0397208; ln 3 = 1.0986123.
        Assert.AreEqual(1, image.Target);
        Assert.AreEqual(1, image.PredictedClass);
        Assert.AreEqual(0, image.BaselineClass);
        Assert.IsTrue(image.ChangesClass);
        Assert.AreEqual(0.75, image.TargetProbability, 1e-7);
        Assert.AreEqual(0.25, image.BaselineTargetProbability, 1e-7);
        Assert.AreEqual(0.5, image.BaselineMaximumProbability, 1e-7);
        Assert.AreEqual(1.0397208, image.BaselineEntropy, 1e-6);
        Assert.AreEqual(0.9463946, image.BaselineNormalizedEntropy, 1e-6);
        Assert.AreEqual(0.0588915, image.BaselineDivergenceFromUniform, 1e-6);
    }

    [TestMethod]
    public void Ranking_OfReportsInParts_IsThatOfTheWhole()
    {
        Baseline[] candidates = [KnownBaselines.Gray, KnownBaselines.Black];
        ClassifierInput[] inputs = [Pictures.Gray(50), Pictures.Gray(100)];
        NeutralityReport[] reports = [.. candidates.Select(candidate =>
            new NeutralityReport(
                candidate, [.. inputs.SelectMany(input => BaselineNeutrality.Measure(candidate, Scorer, [input]).Images)]))];

        NeutralityRanking ranking = new(reports), whole = BaselineNeutrality.Rank(candidates, Scorer, inputs);

        Assert.AreEqual(whole.MostNeutral, ranking.MostNeutral);
        Assert.AreEqual(whole.Margin, ranking.Margin);
        Assert.AreEqual(whole.Reports[1].BaselineTargetProbability, ranking.Reports[1].BaselineTargetProbability);
    }

    [TestMethod]
    public void Ranking_NoReportsOrOtherImages_IsRefused()
    {
        NeutralityReport one = BaselineNeutrality.Measure(KnownBaselines.Black, Scorer, [Pictures.Gray(50)]);
        NeutralityReport two = BaselineNeutrality.Measure(KnownBaselines.White, Scorer, [Pictures.Gray(50), Pictures.Gray(60)]);

        Assert.ThrowsWith<ArgumentException>(() => new NeutralityRanking([]), "but had 0");
        Assert.ThrowsWith<ArgumentException>(() => new NeutralityRanking([one, two]), "[1, 2] images");
        Assert.ThrowsExactly<ArgumentException>(() => new NeutralityReport(KnownBaselines.Black, []));
    }

    [TestMethod]
    public void Measure_UniformAnswer_HasFullEntropyAndNoDivergence()
    {
        ImageNeutrality image = BaselineNeutrality.Measure(KnownBaselines.White, Scorer, [Pictures.Gray(50)]).Images[0];

        Assert.AreEqual(1.0986123, image.BaselineEntropy, 1e-6);
        Assert.AreEqual(1, image.BaselineNormalizedEntropy, 1e-6);
        Assert.AreEqual(0, image.BaselineDivergenceFromUniform, 1e-6);
        Assert.AreEqual(0, image.BaselineClass, "Among equals the lowest index.");
    }

    [TestMethod]
    public void Measure_CertainAnswer_HasNoEntropyAndDivergenceLnK()
    {
        ImageNeutrality image = BaselineNeutrality.Measure(KnownBaselines.Color(100, 100, 100), Scorer, [Pictures.Gray(50)]).Images[0];

        Assert.AreEqual(0, image.BaselineEntropy, 1e-12);
        Assert.AreEqual(1.0986123, image.BaselineDivergenceFromUniform, 1e-6);
        Assert.AreEqual(1, image.BaselineMaximumProbability);
    }

    [TestMethod]
    public void Measure_ThreeImages_GivesMeansAndStandardErrors()
    {
        // p(target | black): targets 0, 1, 0, so 1/2, 1/4, 1/2: mean 5/12; variance (1/144 + 4/144 + 1/144) / 2 = 1/48, error root(1/144).
        NeutralityReport report = BaselineNeutrality.Measure(
            KnownBaselines.Black, Scorer, [Pictures.Gray(100), Pictures.Gray(50), Pictures.Gray(255)]);

        Assert.HasCount(3, report.Images);
        Assert.AreEqual(5 / 12.0, report.BaselineTargetProbability.Mean, 1e-7);
        Assert.AreEqual(1 / 12.0, report.BaselineTargetProbability.StandardError, 1e-7);
        Assert.AreEqual((1 + 0.75 + (1 / 3.0)) / 3, report.TargetProbability.Mean, 1e-7);
        Assert.AreEqual(1 / 3.0, report.ChangesClass.Mean, 1e-12);
        Assert.AreEqual(0.5, report.BaselineMaximumProbability.Mean, 1e-7);
        Assert.AreEqual(0, report.BaselineMaximumProbability.StandardError, 1e-7);
        Assert.AreEqual(1.0397208, report.BaselineEntropy.Mean, 1e-6);
        Assert.AreEqual(0.9463946, report.BaselineNormalizedEntropy.Mean, 1e-6);
        Assert.AreEqual(0.0588915, report.BaselineDivergenceFromUniform.Mean, 1e-6);
    }

    [TestMethod]
    public void Measure_OneImage_HasNoStandardError()
    {
        NeutralityReport report = BaselineNeutrality.Measure(KnownBaselines.Black, Scorer, [Pictures.Gray(50)]);

        Assert.IsTrue(double.IsNaN(report.BaselineTargetProbability.StandardError));
    }

    [TestMethod]
    public void Measure_GivenClass_IsAskedForEachImage()
    {
        NeutralityReport report = BaselineNeutrality.Measure(
            KnownBaselines.Black, Scorer, [Pictures.Gray(100), Pictures.Gray(50)], SaliencyTargets.Classes(0));

        CollectionAssert.AreEqual(new[] { 0, 0 }, report.Images.Select(image => image.Target).ToArray());
        Assert.AreEqual(0.5, report.BaselineTargetProbability.Mean, 1e-7);
        Assert.AreEqual(0.125, report.Images[1].TargetProbability, 1e-7);
    }

    [TestMethod]
    public void Rank_ThreeCandidates_RanksBySmallestTargetProbability()
    {
        // For the class 0: 1/2, 1/3, 1, and 1/8 for the color 7.
        Baseline[] candidates =
            [KnownBaselines.Black, KnownBaselines.White, KnownBaselines.Color(100, 100, 100), KnownBaselines.Color(7, 7, 7)];

        NeutralityRanking ranking = BaselineNeutrality.Rank(
            candidates, Scorer, [Pictures.Gray(100), Pictures.Gray(50)], SaliencyTargets.Classes(0));

        CollectionAssert.AreEqual(
            new[] { candidates[3], candidates[1], candidates[0], candidates[2] },
            ranking.Reports.Select(report => report.Baseline).ToArray());
        Assert.AreSame(candidates[3], ranking.MostNeutral);
        Assert.AreEqual((1 / 3.0) - 0.125, ranking.Margin!.Value.Mean, 1e-7);
        Assert.AreEqual(0, ranking.Margin!.Value.StandardError, 1e-7);
    }

    [TestMethod]
    public void Rank_EqualTargetProbabilities_RanksByDivergenceThenByOrder()
    {
        // For the class 2 black gives 1/4; a scorer that says 1/4 to all, but 3/4, 0, 1/4 to white.
        var scorer = new FunctionScorer(OnePixel, 3, (input, scores) =>
            new[] { input[0] == 255 ? 0.75f : 0.375f, input[0] == 255 ? 0 : 0.375f, 0.25f }.CopyTo(scores));
        Baseline[] candidates = [KnownBaselines.White, KnownBaselines.Gray, KnownBaselines.Black];

        NeutralityRanking ranking = BaselineNeutrality.Rank(candidates, scorer, [Pictures.Gray(50)], SaliencyTargets.Classes(2));

        CollectionAssert.AreEqual(
            new[] { candidates[1], candidates[2], candidates[0] }, ranking.Reports.Select(report => report.Baseline).ToArray());
    }

    [TestMethod]
    public void Rank_OneCandidate_HasNoMargin() =>
        Assert.IsNull(BaselineNeutrality.Rank([KnownBaselines.Black], Scorer, [Pictures.Gray(50)]).Margin);

    [TestMethod]
    public void Rank_MoreImagesThanAChunk_EachImageIsScoredOnceInBatches()
    {
        long most = 0;
        var scorer = new FunctionScorer(OnePixel, 2, (_, scores) => scores.Fill(0.5f)) { BatchSize = 8, MaxBatchSize = 8 };
        IEnumerable<ClassifierInput> inputs = Enumerable.Range(0, 150).Select(i =>
        {
            most++;
            return Pictures.Gray(i);
        });

        NeutralityRanking ranking = BaselineNeutrality.Rank([KnownBaselines.Black, KnownBaselines.White], scorer, inputs);

        Assert.AreEqual(450, scorer.Scored);
        Assert.AreEqual(150, most);
        Assert.HasCount(150, ranking.Reports[1].Images);
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(5, 1)]
    [DataRow(16, 2)]
    public void Measure_AnyBatchSizeAndThreads_SameFigures(int batchSize, int threads)
    {
        var shape = new TensorShape(1, 2, 2);
        FunctionScorer Create(int batch, int lanes) => new(shape, 2, (input, scores) =>
        {
            scores[0] = (input[0] + input[1] + input[2] + input[3]) / 1021;
            scores[1] = 1 - scores[0];
        })
        {
            BatchSize = batch,
            Concurrency = lanes,
        };
        ClassifierInput[] inputs = [.. Enumerable.Range(0, 9).Select(i => Pictures.Gray(i, 2 * i, 3 * i, 20 * i))];

        NeutralityReport expected = BaselineNeutrality.Measure(KnownBaselines.UniformNoise(1), Create(3, 1), inputs);
        NeutralityReport actual = BaselineNeutrality.Measure(KnownBaselines.UniformNoise(1), Create(batchSize, threads), inputs);

        CollectionAssert.AreEqual(expected.Images.ToArray(), actual.Images.ToArray());
    }

    [TestMethod]
    public void MeanEstimateOf_Values_HasTheirMeanAndStandardError()
    {
        // 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, divided by 2 and by 3.
        Assert.AreEqual(new MeanEstimate(3, Math.Sqrt(14 / 2.0 / 3)), MeanEstimate.Of([1, 2, 6]));
        Assert.AreEqual(double.NaN, MeanEstimate.Of([1]).StandardError);
        Assert.ThrowsExactly<ArgumentException>(() => MeanEstimate.Of([]));
    }

    [TestMethod]
    public void MeanEstimateToString_ReadsAsMeanPlusMinusError() =>
        Assert.AreEqual("0.0811 ± 0.0042", new MeanEstimate(0.08112, 0.0042).ToString());
}
