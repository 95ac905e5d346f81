namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class ImageFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saliency").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Find_Folder_GivesItsImagesInOrdinalOrder()
    {
        Add("b.png", "B.JPG", "a.webp", "notes.txt", "sub/c.gif", "sub-d.bmp", "e.jpeg", "png");

        CollectionAssert.AreEqual(new[] { "B.JPG", "a.webp", "b.png", "e.jpeg", "sub-d.bmp" }, Find());
        CollectionAssert.AreEqual(new[] { "B.JPG", "a.webp", "b.png", "e.jpeg", "sub-d.bmp", "sub/c.gif" }, Find(recursive: true));
        CollectionAssert.AreEqual(new[] { "notes.txt" }, Find(extensions: [".TXT"]));
    }

    [TestMethod]
    public void Find_NoImage_SaysWhichExtensionsCount()
    {
        Add("notes.txt", "sub/a.png");

        Assert.ThrowsWith<FileNotFoundException>(
            () => Find(), $"'{_folder}' must hold an image, but has no file with one of the extensions .png, .jpg, .jpeg, .bmp,");
        Assert.ThrowsWith<FileNotFoundException>(() => Find(extensions: [".tif"]), "extensions .tif. Pass");
    }

    [TestMethod]
    public void Find_NoFolder_NamesIt()
    {
        string missing = Path.Combine(_folder, "missing");

        Assert.AreEqual(
            $"Image folder '{missing}' was not found. Pass the path of an existing folder.",
            Assert.ThrowsExactly<DirectoryNotFoundException>(() => ImageFolder.Find(missing)).Message);
        Assert.ThrowsExactly<ArgumentException>(() => ImageFolder.Find(" "));
    }

    private string[] Find(bool recursive = false, string[]? extensions = null) =>
        [.. ImageFolder.Find(_folder, recursive, extensions).Select(file => Path.GetRelativePath(_folder, file).Replace('\\', '/'))];

    private void Add(params string[] names)
    {
        foreach (string file in names.Select(name => Path.Combine(_folder, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }
    }
}
