using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.ML.Saliency;

namespace PackageTest;

/// <summary>The content of the packages.</summary>
[TestClass]
public sealed class PackageTests
{
    private const string Face = "Microsoft.ML.Saliency", Engine = "Microsoft.ML.Saliency.Engine", Tool = "Microsoft.ML.Saliency.Tool";
    private const long MostBytesOfTheTool = 100_000_000;

    /// <summary>Gets the folder that "dotnet pack" writes.</summary>
    public static string Folder { get; } = BuildValue("PackageFolder");

    /// <summary>Gets a value that the project file hands to the tests.</summary>
    public static string BuildValue(string key) => typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == key).Value!;

    [TestMethod]
    public void Folder_Content_IsThreePackagesWithTheirSymbolsOfOneVersion()
    {
        string version = Metadata(Face, "version");
        string[] expected = [.. new[] { Face, Engine, Tool }
            .SelectMany(id => new[] { $"{id}.{version}.nupkg", $"{id}.{version}.snupkg" }).Order()];

        CollectionAssert.AreEqual(expected, Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order().ToArray(), Folder);
    }

    [TestMethod]
    [DataRow(Face)]
    [DataRow(Engine)]
    [DataRow(Tool)]
    public void Package_Metadata_IsComplete(string id)
    {
        using ZipArchive package = Open(id, ".nupkg");

        Assert.AreEqual("MIT", Metadata(id, "license"));
        Assert.Contains("MIT License", new StreamReader(Read(package, "LICENSE")).ReadToEnd());
        Assert.IsGreaterThan(50, Metadata(id, "description").Length);
        Assert.IsGreaterThan(500, Read(package, Metadata(id, "readme")).Length);
        CollectionAssert.AreEqual("PNG"u8.ToArray(), Read(package, Metadata(id, "icon")).ToArray()[1..4]);
        // A source archive has no commit to name.
        if (Path.Exists(Path.Combine(Folder, "../../../.git")))
        {
            XElement repository = Element(id, "repository");
            Assert.AreEqual("git", repository.Attribute("type")?.Value);
            Assert.AreEqual(40, repository.Attribute("commit")?.Value.Length);
        }
    }

    [TestMethod]
    [DataRow(Face, typeof(RiseSaliencyEstimator))]
    [DataRow(Engine, typeof(RiseExplainer))]
    public void Library_Content_IsTheLoadedAssemblyWithItsDocumentationAndSymbols(string id, Type type)
    {
        using ZipArchive package = Open(id, ".nupkg"), symbols = Open(id, ".snupkg");

        byte[] packed = Read(package, $"lib/net8.0/{id}.dll").ToArray();
        CollectionAssert.AreEqual(packed, File.ReadAllBytes(type.Assembly.Location), "This test must run the packed assembly.");
        Assert.IsGreaterThan(1000, Read(package, $"lib/net8.0/{id}.xml").Length);
        Assert.IsGreaterThan(1000, Read(symbols, $"lib/net8.0/{id}.pdb").Length);
    }

    [TestMethod]
    public void Tool_Content_IsForDesktopPlatformsAndSmall()
    {
        using ZipArchive package = Open(Tool, ".nupkg"), symbols = Open(Tool, ".snupkg");
        string[] platforms = [.. package.Entries.Select(entry => entry.FullName.Split('/'))
            .Where(parts => parts.Length > 4 && parts[3] == "runtimes").Select(parts => parts[4]).Distinct().Order()];

        CollectionAssert.AreEqual(new[] { "linux-arm64", "linux-x64", "osx", "osx-arm64", "win-arm64", "win-x64" }, platforms);
        Assert.IsLessThanOrEqualTo(MostBytesOfTheTool, new FileInfo(PathOf(Tool, ".nupkg")).Length);
        Assert.IsGreaterThan(1000, Read(symbols, $"tools/net10.0/any/{Tool}.pdb").Length);
    }

    [TestMethod]
    public void Engine_Assembly_KnowsNoMLNet()
    {
        string[] references = [.. typeof(OnnxScorer).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal))];

        CollectionAssert.AreEqual(new[] { "Microsoft.ML.OnnxRuntime" }, references);
    }

    private static string Metadata(string id, string name) => Element(id, name).Value;

    private static XElement Element(string id, string name)
    {
        using ZipArchive package = Open(id, ".nupkg");
        return XDocument.Load(Read(package, $"{id}.nuspec")).Descendants().Single(element => element.Name.LocalName == name);
    }

    private static ZipArchive Open(string id, string extension) => ZipFile.OpenRead(PathOf(id, extension));

    /// <summary>Gets the one file of an id: a version follows it, so that the face's pattern does not find the engine.</summary>
    private static string PathOf(string id, string extension) =>
        Directory.GetFiles(Folder, $"{id}.*{extension}").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]));

    private static MemoryStream Read(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name) ?? throw new AssertFailedException(
            $"'{name}' is missing among {string.Join(", ", archive.Entries.Select(existing => existing.FullName))}.");
        using Stream content = entry.Open();
        var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
