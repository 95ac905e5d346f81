namespace Microsoft.ML.Saliency.Tests;

/// <summary>The folder of TensorRT's engines.</summary>
[TestClass]
public sealed class EngineFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Root => Path.Combine(_folder, "engines");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Create_TwoModels_HaveAFolderEach()
    {
        string first = EngineFolder.Create(Root, [1], "a.onnx"), second = EngineFolder.Create(Root, [2], "a.onnx");

        Assert.AreNotEqual(first, second);
        Assert.AreEqual(first, EngineFolder.Create(Root, [1], "b.onnx"));
        Assert.AreEqual(Root, Path.GetDirectoryName(first));
    }

    [TestMethod]
    public void Create_WeightsBesideTheModelThatChange_MakeAnotherModel()
    {
        string model = Path.Combine(_folder, "a.onnx"), weights = Path.Combine(_folder, "a.onnx.data");
        File.WriteAllBytes(model, [1]);
        File.WriteAllBytes(weights, [1, 2]);
        string first = EngineFolder.Create(Root, null, model);

        Assert.AreEqual(first, EngineFolder.Create(Root, null, model));
        File.WriteAllBytes(weights, [1, 2, 3]);
        Assert.AreNotEqual(first, EngineFolder.Create(Root, null, model));
    }

    [TestMethod]
    public void Create_NewFolder_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such permissions.");
            return;
        }

        string folder = EngineFolder.Create(Root, [1], "a.onnx");

        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(folder));
        Assert.AreEqual(OwnerOnly, File.GetUnixFileMode(Root));
    }

    [TestMethod]
    public void Create_FolderThatOthersMayWriteTo_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such permissions.");
            return;
        }

        Directory.CreateDirectory(Root);
        File.SetUnixFileMode(Root, OwnerOnly | UnixFileMode.OtherWrite);

        string message = Assert.ThrowsExactly<EngineFolderException>(() => EngineFolder.Create(Root, [1], "a.onnx")).Message;

        Assert.Contains($"'{Root}' must be writable by its owner alone", message);
    }

    [TestMethod]
    public void Create_FolderThatIsAFile_IsRefused()
    {
        File.WriteAllBytes(Root, []);

        Assert.Contains("could not be made", Assert.ThrowsExactly<EngineFolderException>(
            () => EngineFolder.Create(Root, [1], "a.onnx")).Message);
    }

    [TestMethod]
    public void Default_Folder_IsTheUsers() => Assert.IsTrue(Path.IsPathRooted(EngineFolder.Default));
}
