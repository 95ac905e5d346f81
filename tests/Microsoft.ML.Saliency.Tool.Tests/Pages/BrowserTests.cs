using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The report in a browser: its table sorts and filters, and nothing goes wrong.</summary>
[TestClass]
public sealed partial class BrowserTests
{
    private const string Click = "document.querySelector('th[data-name=morf] button').click();";

    [TestMethod, TestCategory("Slow")]
    public void Page_Opened_ShowsAllRowsInTheirOrder()
    {
        (string dom, string log) = Open("", "");

        CollectionAssert.AreEqual(new[] { "0.3", "0.1", "0.2", "0.4" }, Shown(dom));
        Assert.Contains("4 of 4 rows", dom);
        Assert.DoesNotContain("CONSOLE", log);
    }

    [TestMethod, TestCategory("Slow")]
    public void Page_HeadClicked_SortsUpAndThenDown()
    {
        (string up, string log) = Open("", Click);
        (string down, _) = Open("", Click + Click);

        CollectionAssert.AreEqual(new[] { "0.1", "0.2", "0.3", "0.4" }, Shown(up));
        CollectionAssert.AreEqual(new[] { "0.4", "0.3", "0.2", "0.1" }, Shown(down));
        Assert.Contains("data-name=\"morf\" aria-sort=\"ascending\"", up);
        Assert.Contains("data-name=\"morf\" aria-sort=\"descending\"", down);
        Assert.Contains("data-name=\"lerf\" aria-sort=\"none\"", down);
        Assert.DoesNotContain("CONSOLE", log);
    }

    [TestMethod, TestCategory("Slow")]
    public void Page_TextTyped_FiltersAndCounts()
    {
        (string dom, string log) = Open("", """
            const text = document.querySelector('#score-filter input');
            text.value = 'rise';
            text.dispatchEvent(new InputEvent('input', { bubbles: true }));
            """);

        CollectionAssert.AreEqual(new[] { "0.3", "0.1" }, Shown(dom));
        Assert.Contains("2 of 4 rows", dom);
        Assert.DoesNotContain("CONSOLE", log);
    }

    [TestMethod, TestCategory("Slow")]
    public void Page_AddressWithAView_ShowsIt()
    {
        (string dom, string log) = Open("#scores?sort=morf-down&metric=white", "");

        CollectionAssert.AreEqual(new[] { "0.4", "0.2" }, Shown(dom));
        Assert.Contains("2 of 4 rows", dom);
        Assert.DoesNotContain("CONSOLE", log);
    }

    [TestMethod, TestCategory("Slow")]
    public void Page_WithAFault_IsSeenInTheLog() => Assert.Contains("CONSOLE", Open("", "noSuchFunction();").Log);

    private static (string Dom, string Log) Open(string view, string script)
    {
        string folder = Directory.CreateTempSubdirectory("report-").FullName;
        try
        {
            string page = Path.Combine(folder, "report.html");
            File.WriteAllText(
                page, ReportTests.Page(SampleStudy.Of()).Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal));
            return Chromium.Open(new Uri(page).AbsoluteUri + view);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>MoRF of the rows that are to be seen, in their order.</summary>
    private static string[] Shown(string dom) =>
        [.. Row().Matches(dom)
            .Where(row => !row.Groups[1].Value.Contains("hidden", StringComparison.Ordinal))
            .Select(row => row.Groups[2].Value)];

    [GeneratedRegex("""<tr data-method([^>]*)>.*?data-value="([^"]*)".*?</tr>""", RegexOptions.Singleline)]
    private static partial Regex Row();
}
