namespace Microsoft.ML.Saliency.Tests;

/// <content>The model that a scorer was made of.</content>
public sealed partial class OnnxScorerTests
{
    [TestMethod]
    public void ReadModel_FromFileAndFromMemory_AreItsBytes()
    {
        using var folder = new TemporaryFolder();
        byte[] model = TestModels.Linear(Gray2x2, [[1, 2, 3, 4]]);
        string path = folder.Write("model.onnx", model);
        using var fromFile = new OnnxScorer(path);
        using var fromMemory = new OnnxScorer(model);

        CollectionAssert.AreEqual(model, fromFile.ReadModel());
        CollectionAssert.AreEqual(model, fromMemory.ReadModel());
        Assert.AreEqual(path, fromFile.ModelPath);
        Assert.IsNull(fromMemory.ModelPath);
    }

    [TestMethod]
    public void ReadModel_FileChangedOrGone_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.onnx", TestModels.Linear(Gray2x2, [[1, 2, 3, 4]]));
        using var scorer = new OnnxScorer(path);

        File.AppendAllText(path, "x");
        string message = Assert.ThrowsExactly<InvalidOperationException>(() => scorer.ReadModel()).Message;
        Assert.Contains($"'{path}' must still have the", message);
        Assert.EndsWith("Load it again.", message);
        File.Delete(path);
        Assert.ThrowsWith<InvalidOperationException>(() => scorer.ReadModel(), "but is gone");
    }

    [TestMethod]
    public void LoadsAlone_WeightsInTheWorkingDirectory_IsFalse()
    {
        string weights = $"{Guid.NewGuid():N}.data";
        File.WriteAllBytes(weights, new byte[2 * 4 * sizeof(float)]);
        try
        {
            Assert.IsFalse(OnnxSessionFactory.LoadsAlone(TestModels.ExternalWeights(Gray2x2, classCount: 2, weights)));
        }
        finally
        {
            File.Delete(weights);
        }

        Assert.IsTrue(OnnxSessionFactory.LoadsAlone(TestModels.Linear(Gray2x2, [[1, 2, 3, 4]])));
    }
}
