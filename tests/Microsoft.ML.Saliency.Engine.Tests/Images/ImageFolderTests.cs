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
            $"Image folder '{missing}' was not found. Pass the path of an existing folder, or of an image file.",
            Assert.ThrowsExactly<DirectoryNotFoundException>(() => ImageFolder.Find(missing)).Message);
        Assert.ThrowsExactly<ArgumentException>(() => ImageFolder.Find(" "));
    }

    [TestMethod]
    [DataRow("photo.png")]
    [DataRow("photo.tif")]
    [DataRow(".photo")]
    public void Find_OneFile_TakesItWhateverItsName(string name)
    {
        Add(name, "other.png");

        CollectionAssert.AreEqual(new[] { Path.Combine(_folder, name) }, ImageFolder.Find(Path.Combine(_folder, name)));
    }

    [TestMethod]
    public void Find_OtherNamesOfJpeg_AreImages()
    {
        Add("a.jfif", "b.JPE", "c.jif");

        CollectionAssert.AreEqual(new[] { "a.jfif", "b.JPE", "c.jif" }, Find());
    }

    /// <summary>AppleDouble files, files that are being written, folders of thumbnails.</summary>
    [TestMethod]
    public void Find_NamesThatBeginWithADot_AreLeftOut()
    {
        Add("a.png", "._a.png", ".part-b.png", ".thumbnails/a.png", "sub/c.png", "sub/._c.png", ".DS_Store");

        CollectionAssert.AreEqual(new[] { "a.png", "sub/c.png" }, Find(recursive: true));
        Assert.AreEqual("3 files were left out: 3 hidden. 1 folder was left out: 1 hidden.", LeftOut(recursive: true));
        Assert.AreEqual("2 files were left out: 2 hidden.", LeftOut());
    }

    [TestMethod]
    public void Find_OtherExtensions_AreCounted()
    {
        Add("a.png", "b.heic", "c.TIF", "d.tif", "e", "sub/f.avif");

        Assert.AreEqual("4 files were left out: 2 .tif, 1 .heic, 1 without an extension.", LeftOut());
        Assert.AreEqual("5 files were left out: 2 .tif, 1 .avif, 1 .heic, 1 without an extension.", LeftOut(recursive: true));
        File.Delete(Path.Combine(_folder, "a.png"));
        Assert.ThrowsWith<FileNotFoundException>(
            () => Find(), "subfolders too. 4 files were left out: 2 .tif, 1 .heic, 1 without an extension.");
    }

    [TestMethod]
    public void Find_AllTaken_LeavesNothingOut()
    {
        Add("a.png");

        Assert.IsNull(LeftOut(recursive: true));
    }

    [TestMethod]
    public void Find_LinksToFolders_AreNotFollowed()
    {
        Add("a.png", "sub/b.png");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "sub", "loop"), _folder);

        CollectionAssert.AreEqual(new[] { "a.png", "sub/b.png" }, Find(recursive: true));
        Assert.AreEqual("1 folder was left out: 1 linked.", LeftOut(recursive: true));
    }

    [TestMethod]
    public void Find_LinksToFiles_AreFilesUnlessBroken()
    {
        Add("a.png");
        File.WriteAllText(Path.Combine(_folder, "a.png"), "not empty");
        File.CreateSymbolicLink(Path.Combine(_folder, "b.png"), "a.png");
        File.CreateSymbolicLink(Path.Combine(_folder, "c.png"), "nowhere.png");
        File.CreateSymbolicLink(Path.Combine(_folder, "d.png"), "d.png");

        CollectionAssert.AreEqual(new[] { "a.png", "b.png" }, Find());
        Assert.AreEqual("2 files were left out: 2 not regular.", LeftOut());
    }

    [TestMethod]
    [Timeout(30_000, CooperativeCancellation = true)]
    public void Find_PipesAndDevices_AreLeftOutUnopened()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows has no such files.");
        }

        Add("empty.png");
        string pipe = Path.Combine(_folder, "pipe.png");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        File.CreateSymbolicLink(Path.Combine(_folder, "zero.png"), "/dev/zero");
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(Path.Combine(_folder, "socket.png")));

        CollectionAssert.AreEqual(new[] { "empty.png" }, Find());
        Assert.AreEqual("3 files were left out: 3 not regular.", LeftOut());
        Assert.ThrowsWith<InvalidDataException>(() => ImageFolder.Find(pipe), $"Image '{pipe}' could not be read: it is a pipe, a device,");
    }

    [TestMethod]
    public void Find_ForeignFolder_IsLeftOut()
    {
        Add("a.png", "run/maps/a.png", "sub/b.png");

        ImageFiles found = ImageFiles.Find(_folder, recursive: true, ImageFolder.Extensions, folder => Path.GetFileName(folder) == "run");

        CollectionAssert.AreEqual(new[] { "a.png", "b.png" }, found.Paths.Select(Path.GetFileName).ToArray());
        Assert.AreEqual("1 folder was left out: 1 of results.", found.LeftOut);
    }

    private string? LeftOut(bool recursive = false) => ImageFiles.Find(_folder, recursive, ImageFolder.Extensions).LeftOut;

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
