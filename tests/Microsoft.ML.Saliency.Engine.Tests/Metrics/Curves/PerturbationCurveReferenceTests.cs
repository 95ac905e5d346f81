namespace Microsoft.ML.Saliency.Tests;

/// <summary>Against curves computed by the RISE authors' code, Quantus and pytorch-grad-cam (TestData/README.md).</summary>
[TestClass]
public class PerturbationCurveReferenceTests
{
    private static readonly Dictionary<string, int> Targets = new() { ["one2"] = 10, ["two2"] = 2, ["one3"] = 9, ["two3"] = 6 };

    [TestMethod]
    [DataRow("one2", 1024, "del", 0.12166834736126475)]
    [DataRow("one2", 1000, "del", 0.1211292743408943)]
    [DataRow("two2", 1024, "del", 0.037755547840788495)]
    [DataRow("two2", 1000, "del", 0.03433380148592679)]
    [DataRow("one2", 1024, "ins", 0.947854702550103)]
    [DataRow("one2", 1000, "ins", 0.9495661023812478)]
    [DataRow("two2", 1024, "ins", 0.8646844858449185)]
    [DataRow("two2", 1000, "ins", 0.8600731395760223)]
    public void Evaluate_DeletionAndInsertion_EqualTheRiseAuthorsCurveAndArea(string scene, int step, string metric, double area)
    {
        PerturbationCurveOptions preset = metric == "del" ? KnownPerturbationCurves.Deletion : KnownPerturbationCurves.Insertion;

        PerturbationCurve curve = Evaluate(scene, preset with { Steps = PerturbationSteps.Pixels(step) });

        RequireEqual(Npy<double>.Read($"causal/{scene}_step{step}_{metric}.npy").Values, curve.Scores, 1e-5);
        Assert.AreEqual(area, curve.StepAuc, 1e-5);
        Assert.AreEqual(1, curve.Fractions[^1]);
    }

    public static IEnumerable<object[]> Regions =>
        from image in new[] { 0, 1 }
        from order in new[] { "morf", "lerf" }
        from row in new (int Patch, int Count, string Baseline)[]
            { (8, 40, "zero"), (8, 40, "black"), (8, 40, "mean"), (12, 30, "zero"), (12, 30, "mean") }
        select new object[] { image, row.Patch, row.Count, row.Baseline, order };

    [TestMethod]
    [DynamicData(nameof(Regions))]
    public void Evaluate_Regions_EqualQuantusRegionPerturbation(int image, int patch, int count, string baseline, string order)
    {
        string scene = image == 0 ? "one2" : "two2";
        double tolerance = (baseline, order) == ("black", "lerf") ? 2e-5 : 1e-5;
        var direction = order == "morf" ? PerturbationOrder.MostRelevantFirst : PerturbationOrder.LeastRelevantFirst;
        float[] input = DemoModel.Input($"scenes/{scene}.png");

        PerturbationCurve curve = Evaluate(scene, new PerturbationCurveOptions
        {
            Order = direction,
            Steps = PerturbationSteps.Regions(patch, patch, count),
            Baseline = baseline switch
            {
                "black" => KnownBaselines.ModelConstant(input.Min()),
                "mean" => MeanOfTheRest(input, Map(scene), patch, count, direction),
                _ => KnownBaselines.ModelZero,
            },
        });

        double[] expected =
            Npy<double>.Read($"region/p{patch}_n{count}_{baseline}_{order}.npy").Values[(image * count)..((image + 1) * count)];
        Assert.AreEqual(count + 1, curve.Scores.Count);
        RequireEqual(expected, [.. curve.Scores.Skip(1).Select(score => curve.Scores[0] - score)], tolerance);
    }

    /// <summary>Percentile q removes the top (100 - q) %: the golden file runs from 90 % down to 10 %.</summary>
    [TestMethod, TestCategory("Slow")]
    [DataRow("one3", 0, 0.3490954637527466)]
    [DataRow("two3", 1, 0.48929262161254883)]
    public void Evaluate_Road_EqualsPytorchGradCam(string scene, int image, double combined)
    {
        PerturbationCurveOptions road = KnownPerturbationCurves.Road with { Baseline = KnownBaselines.NoisyLinearImputation(noise: 0) };

        PerturbationCurve morf = Evaluate(scene, road), lerf = Evaluate(scene, road with { Order = PerturbationOrder.LeastRelevantFirst });

        RequireRoad("morf", morf);
        RequireRoad("lerf", lerf);
        Assert.AreEqual(combined, PerturbationCurve.RoadCombined(morf, lerf), 2e-5);

        void RequireRoad(string name, PerturbationCurve curve)
        {
            double[] expected = [
                .. Npy<float>.Read($"road/{name}.npy").Values[(image * 9)..((image + 1) * 9)].Reverse().Select(value => (double)value)];
            RequireEqual(expected, [.. curve.Scores.Skip(1).Select(score => score - curve.Scores[0])], 2e-5);
            int[] removed = [0, 1639, 3277, 4915, 6554, 8192, 9830, 11469, 13107, 14745];
            CollectionAssert.AreEqual(removed.Select(count => count / 16384.0).ToArray(), curve.Fractions.ToArray());
        }
    }

    private static PerturbationCurve Evaluate(string scene, PerturbationCurveOptions options)
    {
        using var scorer = new OnnxScorer(
            DemoModel.Path, new OnnxScorerOptions { OutputName = "logits", Activation = ScoreActivation.Softmax });
        return new PerturbationCurveEvaluator(scorer, options).Evaluate(
            new ClassifierInput(DemoModel.Input($"scenes/{scene}.png"), DemoModel.Preprocessing), Map(scene));
    }

    private static SaliencyMap Map(string scene) => new(128, 128, Npy<float>.Read($"maps/{scene}.npy").Values, Targets[scene], float.NaN);

    private static void RequireEqual(double[] expected, IReadOnlyList<double> actual, double tolerance) =>
        Close.All<double>(expected, [.. actual.Select(value => (float)value)], tolerance);

    /// <summary>Quantus's "mean": every region takes the mean of the whole, already perturbed image, padded by its edge. The engine doesn't
    /// offer it, for one region must follow the other; but as a region, once removed, stays as it is, one image holds all of
    /// them.</summary>
    private static TestBaseline MeanOfTheRest(float[] input, SaliencyMap map, int patch, int count, PerturbationOrder order)
    {
        int regions = (128 + patch - 1) / patch, side = regions * patch, margin = (side - 128) / 2;
        var padded = new float[3 * side * side];
        var relevance = new double[regions * regions];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                (int row, int column) = (Math.Clamp(y - margin, 0, 127), Math.Clamp(x - margin, 0, 127));
                for (int channel = 0; channel < 3; channel++)
                {
                    padded[(((channel * side) + y) * side) + x] = input[(((channel * 128) + row) * 128) + column];
                }

                if (row == y - margin && column == x - margin)
                {
                    relevance[(y / patch * regions) + (x / patch)] += map[row, column];
                }
            }
        }

        double sign = order == PerturbationOrder.MostRelevantFirst ? -1 : 1;
        foreach (int region in Enumerable.Range(0, relevance.Length).OrderBy(region => sign * relevance[region]).Take(count))
        {
            float mean = (float)padded.Average(value => (double)value);
            for (int i = 0; i < padded.Length; i++)
            {
                padded[i] = (i / side % side / patch * regions) + (i % side / patch) == region ? mean : padded[i];
            }
        }

        return new TestBaseline(BaselineVariation.Fixed, (_, _, values) =>
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = padded[(((i / 16384 * side) + (i / 128 % 128) + margin) * side) + (i % 128) + margin];
            }
        });
    }
}
