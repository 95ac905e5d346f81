namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The files that runs are made of.</summary>
[TestClass]
public sealed class FileTests
{
    /// <summary>TestData/numpy.npy was written by NumPy: float32, 2 x 100 x 130.</summary>
    [TestMethod]
    public void Npy_OfTheValuesOfAFileByNumPy_IsThatFile()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "numpy.npy"));

        float[][] values = NpyFile.Read(file, 2, 100, 130);

        CollectionAssert.AreEqual(file, NpyFile.Write([.. values.Select(map => new SaliencyMap(100, 130, map, target: 0, score: 0))]));
    }

    [TestMethod]
    public void Npy_OfAnotherShapeOrKind_IsRefused()
    {
        byte[] file = NpyFile.Write([new SaliencyMap(2, 3, new float[6], target: 0, score: 0)]);

        Assert.ThrowsExactly<InvalidDataException>(() => NpyFile.Read(file, 1, 3, 2));
        Assert.ThrowsExactly<InvalidDataException>(() => NpyFile.Read(file[..^1], 1, 2, 3));
        Assert.ThrowsExactly<InvalidDataException>(() => NpyFile.Read([1, 2, 3], 1, 2, 3));
    }

    [TestMethod]
    public void CsvLine_TextWithSeparators_IsQuoted() =>
        Assert.AreEqual("1,0.1,,a b,\"a,b\",\"say \"\"no\"\"\"\n", CsvFile.Line(1, 0.1f, null, "a b", "a,b", "say \"no\""));

    [TestMethod]
    public void ModelFingerprint_WeightsBesideTheModel_CountToo()
    {
        using var folder = new ToolFolder(images: 0);
        File.WriteAllBytes(folder.Model, TestModels.ExternalWeights(new TensorShape(1, 2, 2), classCount: 2, "weights.data"));
        Assert.ThrowsExactly<FileNotFoundException>(() => ModelFingerprint.Of(folder.Model));

        File.WriteAllBytes(folder.PathOf("weights.data"), new byte[32]);
        string zeros = ModelFingerprint.Of(folder.Model);
        File.WriteAllBytes(folder.PathOf("weights.data"), [1, .. new byte[31]]);

        Assert.AreNotEqual(zeros, ModelFingerprint.Of(folder.Model));
    }

    [TestMethod]
    public void Shard_Of_EveryItemInOneShareInOrder()
    {
        int[] items = [0, 1, 2, 3, 4, 5, 6];
        CollectionAssert.AreEqual(new[] { 0, 3, 6 }, Shard.Parse("0/3").Of(items).ToArray());
        CollectionAssert.AreEqual(new[] { 2, 5 }, Shard.Parse("2/3").Of(items).ToArray());
    }
}
