using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Microsoft.ML.Saliency.Tool.Tests;

[TestClass]
public sealed partial class ReportTests
{
    private static readonly JsonObject Description = new()
    {
        ["verb"] = "study",
        ["settings"] = new JsonObject { ["model"] = "a/<model>.onnx" },
        ["model"] = new JsonObject { ["sha256"] = "0123456789abcdef" },
    };

    [TestMethod]
    public void Html_SampleStudy_IsWellFormedAndHasEverySection()
    {
        XDocument page = Parse(Page(SampleStudy.Of()));

        string[] sections = [.. page.Descendants("section").Select(section => (string)section.Attribute("id")!)];
        Assert.AreEqual(
            "verdicts words baselines hyperparameters methods metrics scores localization maps limits settings",
            string.Join(' ', sections));
        string[] links = [.. page.Descendants("nav").Single().Elements("a").Select(link => ((string)link.Attribute("href")!)[1..])];
        CollectionAssert.AreEquivalent(sections, links);
        Assert.Contains("<broken>.png", page.Root!.Value);
        Assert.Contains("<model>.onnx (SHA-256 0123456789ab", page.Root.Value);
    }

    [TestMethod]
    public void Html_Verdicts_HaveOutcomeFindingFiguresAndRule()
    {
        StudyResult study = SampleStudy.Of(riseCounts: true);
        study = study with { Verdicts = new StudyVerdicts(study, new StudySettings().Resolve()).All() };
        XDocument page = Parse(Page(study));

        foreach (Verdict verdict in study.Verdicts)
        {
            XElement card = page.Descendants("article").Single(article => (string?)article.Attribute("id") == $"verdict-{verdict.Id}");
            Assert.AreEqual($"{verdict.Outcome.Words()} here", card.Elements("p").First().Value);
            Assert.AreEqual(verdict.Claim, card.Element("h3")!.Value);
            Assert.AreEqual(verdict.Finding, card.Elements("p").Last().Value);
            CollectionAssert.AreEqual(verdict.Figures.ToArray(), card.Element("ul")!.Elements("li").Select(item => item.Value).ToArray());
            Assert.AreEqual(verdict.Rule, card.Element("details")!.Element("p")!.Value);
        }
    }

    [TestMethod]
    public void Html_Cautions_StandOnTopAndTheColorsHaveALegend()
    {
        XDocument page = Parse(Page(SampleStudy.Of() with { Cautions = ["Few <images>."] }));

        XElement caution = page.Descendants("header").Single().Elements("aside").Single();
        Assert.AreEqual("Few <images>.", caution.Value);
        Assert.IsFalse(Parse(Page(SampleStudy.Of())).Descendants("aside").Any());
        XElement key = page.Descendants("ul").Single(list => (string?)list.Attribute("class") == "key");
        CollectionAssert.AreEqual(
            new[] { "holds", "holds-in-part", "does-not-hold", "undecided" },
            key.Elements("li").Select(item => (string?)item.Attribute("class")).ToArray());
        Assert.Contains("It does not say that the model is right", page.Root!.Value);
    }

    [TestMethod]
    public void Html_TablesAndFigures_CanBeReadWithoutSeeing()
    {
        XDocument page = Parse(Page(SampleStudy.Of()));

        Assert.IsTrue(page.Descendants("th").All(head => (string?)head.Attribute("scope") is "col" or "row"));
        XElement scores = page.Descendants("table").Single(table => (string?)table.Attribute("id") == "score-table");
        Assert.IsTrue(scores.Element("thead")!.Descendants("th").All(head => (string?)head.Attribute("aria-sort") == "none"));
        Assert.IsTrue(page.Descendants("svg").All(svg => (string?)svg.Attribute("role") == "img"));
        Assert.IsTrue(page.Descendants("svg").All(svg => ((string?)svg.Attribute("aria-label"))?.Length > 0));
        Assert.IsTrue(page.Descendants("img").All(image => ((string?)image.Attribute("alt"))?.Length > 0));
    }

    [TestMethod]
    public void HeatMap_Cells_HaveTheirNumberAndAFrameWhereMarked()
    {
        var map = new HeatMap("a <matrix>", ["r"], ["c1", "c2", "c3"], (_, column) => column == 2 ? double.NaN : column);
        XElement svg = XElement.Parse((map with { IsMarked = (_, column) => column == 1 }).Svg());

        Assert.AreEqual("a <matrix>", (string)svg.Attribute("aria-label")!);
        Assert.HasCount(2, svg.Elements("g"));
        CollectionAssert.AreEqual(new[] { "0.00", "1.00" }, svg.Elements("g").Select(cell => cell.Element("text")!.Value).ToArray());
        CollectionAssert.AreEqual(
            new[] { null, "marked" }, svg.Elements("g").Select(cell => (string?)cell.Element("rect")!.Attribute("class")).ToArray());
        CollectionAssert.AreEqual(
            new[] { "on-dark", "on-bright" },
            svg.Elements("g").Select(cell => (string)cell.Element("text")!.Attribute("class")!).ToArray());
    }

    [TestMethod, TestCategory("Slow")]
    public void Report_FinishedStudy_IsOnePageWithoutTheNetwork()
    {
        using var folder = new ToolFolder();
        ToolRun.Succeeds(SmallStudy.Into(folder, folder.Out));

        ToolRun run = ToolRun.Succeeds("report", "--run", folder.Out);

        string file = Path.Combine(folder.Out, "report.html");
        Assert.AreEqual(file, run.Output.Trim());
        string html = File.ReadAllText(file);
        XDocument page = Parse(html);
        Assert.HasCount(1, page.Descendants("article").Where(article => (string?)article.Attribute("class") == "image"));
        Assert.IsGreaterThan(10, page.Descendants("img").Count());
        IEnumerable<string> sources = page.Descendants("img").Select(image => (string)image.Attribute("src")!);
        Assert.IsTrue(sources.All(source => source.StartsWith("data:image/png;base64,", StringComparison.Ordinal)));
        // Links to read on are there; nothing is loaded.
        Assert.AreEqual(0, Loaded().Count(html));
        byte[] first = File.ReadAllBytes(file);
        ToolRun.Succeeds("report", "--run", folder.Out, "--out", folder.PathOf("other.html"));
        CollectionAssert.AreEqual(first, File.ReadAllBytes(folder.PathOf("other.html")));
    }

    [TestMethod]
    public void Report_NoStudyOrAnUnfinishedOne_SaysWhatIsMissing()
    {
        using var folder = new ToolFolder();
        ToolRun.Refuses("must hold a run of mlsaliency", "report", "--run", folder.Images);
        ToolRun.Succeeds(folder.Explain);
        ToolRun.Refuses("was written by 'mlsaliency explain'", "report", "--run", folder.Out);

        string study = folder.PathOf("study");
        ToolRun.Succeeds(SmallStudy.Into(folder, study));
        Directory.Delete(Path.Combine(study, StudyCache.Folder, "pictures"), recursive: true);
        ToolRun.Refuses("Run its command again to restore it", "report", "--run", study);
        File.WriteAllText(Path.Combine(study, StudyResult.FileName), "{");
        ToolRun.Refuses("must hold the figures of a study", "report", "--run", study);
        File.Delete(Path.Combine(study, StudyResult.FileName));
        ToolRun.Refuses("is not finished", "report", "--run", study);
    }

    /// <summary>The page of a study whose pictures are not needed.</summary>
    internal static string Page(StudyResult study) => new ReportPage(study, Description, folder: ".").Html();

    private static XDocument Parse(string html)
    {
        using var reader = XmlReader.Create(
            new StringReader(Script().Replace(html, "")), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""(src|<link[^>]* href|url\(|@import)\s*=?\s*["']?https?:""")]
    private static partial Regex Loaded();
}
