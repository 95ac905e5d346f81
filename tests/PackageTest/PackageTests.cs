using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.ML.Saliency;

namespace PackageTest;

/// <summary>What is in the packages.</summary>
[TestClass]
public sealed class PackageTests
{
    private static readonly string Folder = typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "PackageFolder").Value!;

    [TestMethod]
    [DataRow("Microsoft.ML.Saliency", typeof(RiseSaliencyEstimator))]
    [DataRow("Microsoft.ML.Saliency.Engine", typeof(RiseExplainer))]
    public void Package_Content_IsComplete(string id, Type type)
    {
        using ZipArchive package = Open(id, ".nupkg");
        XElement metadata = XDocument.Load(Read(package, $"{id}.nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

        Assert.AreEqual("MIT", Of("license"));
        Assert.Contains("MIT License", Text(package, "LICENSE"));
        Assert.AreNotEqual("", Of("description"));
        Assert.IsGreaterThan(500, Read(package, Of("readme")).Length);
        CollectionAssert.AreEqual("PNG"u8.ToArray(), Read(package, Of("icon")).ToArray()[1..4]);
        Assert.IsGreaterThan(1000, Read(package, $"lib/net8.0/{id}.xml").Length);

        byte[] packed = SHA256.HashData(Read(package, $"lib/net8.0/{id}.dll")), loaded = SHA256.HashData(File.ReadAllBytes(type.Assembly.Location));
        CollectionAssert.AreEqual(packed, loaded, "This test must run the packed assembly.");
    }

    [TestMethod]
    [DataRow("Microsoft.ML.Saliency")]
    [DataRow("Microsoft.ML.Saliency.Engine")]
    public void SymbolPackage_Content_IsThePdb(string id)
    {
        using ZipArchive symbols = Open(id, ".snupkg");

        Assert.IsGreaterThan(1000, Read(symbols, $"lib/net8.0/{id}.pdb").Length);
    }

    private static ZipArchive Open(string id, string extension)
    {
        // Behind the id stands a version: "Microsoft.ML.Saliency.0.1.0.nupkg", not "Microsoft.ML.Saliency.Engine.0.1.0.nupkg".
        string file = Directory.GetFiles(Folder, $"{id}.*{extension}").Single(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]));
        return ZipFile.OpenRead(file);
    }

    private static string Text(ZipArchive archive, string name) => new StreamReader(Read(archive, name)).ReadToEnd();

    private static MemoryStream Read(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.GetEntry(name)
            ?? throw new AssertFailedException($"'{name}' is missing; there are {string.Join(", ", archive.Entries.Select(existing => existing.FullName))}.");
        using Stream content = entry.Open();
        var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
