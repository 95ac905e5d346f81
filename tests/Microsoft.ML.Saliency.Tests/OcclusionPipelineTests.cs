namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class OcclusionPipelineTests
{
    private static readonly OcclusionSaliencyOptions Options = TestPipeline.OcclusionSaliency;
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly FunctionScorer _scorer = TestPipeline.Scorer();

    /// <summary>Class 1's score is pixel 15: covering the last of the four patches costs all of it, covering the others nothing.</summary>
    [TestMethod]
    public void Transform_OnePixelScorer_GivesTheDropToItsPatch()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(2));
        IDataView explained = _mlContext.Saliency().Occlusion("Saliency", "Pixels", _scorer, Options).Fit(data).Transform(data);

        MapRow row = _mlContext.Data.CreateEnumerable<MapRow>(explained, reuseRowObject: false).Last();

        CollectionAssert.AreEqual(new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 2, 2 }, row.Saliency);
        Assert.AreEqual(1, row.SaliencyTarget);
        Assert.AreEqual(2f, row.SaliencyScore);
    }

    [TestMethod]
    public void Occlusion_BadOption_IsNamedAtOnce() => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
        _mlContext.Saliency(
            ).Occlusion("Saliency", "Pixels", _scorer, Options with { Occlusion = Options.Occlusion with { PatchHeight = 9 } }));

    [TestMethod]
    public void Fit_DataSetMean_OcclusionFillsWithTheMeanImage()
    {
        // Rows of 1 and 3: mean 2, so that covering a row's pixels changes them by -1 and +1.
        VectorRow[] rows = [VectorRow.Many(1)[0], VectorRow.Many(3)[2]];
        IDataView data = _mlContext.Data.LoadFromEnumerable(rows);
        OcclusionSaliencyTransformer model = _mlContext.Saliency().Occlusion("Saliency", "Pixels", _scorer, Options with
        {
            FitBaseline = BaselineFit.DataSetMean(),
            Preprocessing = new ImagePreprocessing { Divisor = 1 },
        }).Fit(data);

        float[][] maps =
            [.. _mlContext.Data.CreateEnumerable<MapRow>(model.Transform(data), reuseRowObject: false).Select(row => row.Saliency)];

        Assert.AreEqual(-1f, maps[0][15], 1e-6f);
        Assert.AreEqual(1f, maps[1][15], 1e-6f);
        Assert.Contains("mean", model.Baseline.Name);
        Assert.IsNull(model.BaselineRanking);
    }

    [TestMethod]
    public void Fit_MostNeutral_ChoosesSaysWhichAndByHowMuch()
    {
        // p(class 1) rises with the mean pixel: of black and white, black is the more neutral to it.
        var scorer = new FunctionScorer(TestPipeline.Shape, 2, (input, scores) =>
        {
            scores[1] = 0.5f + (input.ToArray().Average() / 600);
            scores[0] = 1 - scores[1];
        });
        var messages = new List<string>();
        _mlContext.Log += (_, log) =>
        {
            if (log.Kind == Runtime.ChannelMessageKind.Info)
            {
                messages.Add(log.Message);
            }
        };
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(3));

        OcclusionSaliencyTransformer model = _mlContext.Saliency().Occlusion("Saliency", "Pixels", scorer, Options with
        {
            FitBaseline = BaselineFit.MostNeutral([KnownBaselines.White, KnownBaselines.Black]),
            Preprocessing = new ImagePreprocessing { Divisor = 1 },
        }).Fit(data);

        Assert.AreSame(KnownBaselines.Black, model.Baseline);
        Assert.AreEqual(255 / 600.0, model.BaselineRanking!.Margin!.Value.Mean, 1e-6);
        Assert.IsTrue(messages.Any(message => message.Contains("black") && message.Contains("white")), string.Join("\n", messages));
    }

    [TestMethod]
    public void MostNeutral_OneCandidate_IsRefused() =>
        FolderTests.Refuse(() => BaselineFit.MostNeutral([KnownBaselines.Black]), "at least two candidates");

    [TestMethod]
    public void Transform_PixelBaselineForVectorsOfUnknownOrigin_IsRefusedWithTheWayOut()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(VectorRow.Many(1));
        OcclusionSaliencyOptions black = Options with { Occlusion = Options.Occlusion with { Baseline = KnownBaselines.Black } };
        IDataView explained = _mlContext.Saliency().Occlusion("Saliency", "Pixels", _scorer, black).Fit(data).Transform(data);

        Assert.ThrowsWith<SaliencyRowException>(() => explained.GetColumn<float>("SaliencyScore").Single(), "pixel space");
    }
}
