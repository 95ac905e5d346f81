namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Settings from a file.</summary>
[TestClass]
public sealed class SettingsFileTests : IDisposable
{
    private readonly ToolFolder _folder = new(images: 1);

    private string[] Explain => ["explain", "--model", _folder.Model, "--images", _folder.Images, "--out", _folder.Out];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("settings.yaml", "# comment\nmasks: 24\ngrid: 3x4\nmean: [0.1, 0.2, 0.3]\ndry-run: true\n")]
    [DataRow("settings.json", "{ \"masks\": 24, \"grid\": \"3x4\", \"mean\": [0.1, 0.2, 0.3], \"dry-run\": true }")]
    public void Explain_SettingsFile_GivesWhatTheCommandLineDoesNot(string name, string text)
    {
        File.WriteAllText(_folder.PathOf(name), text);

        ToolRun run = ToolRun.Succeeds([.. Explain, "--settings", _folder.PathOf(name), "--grid", "5"]);

        Assert.Contains("\"masks\": 24,", run.Output);
        Assert.Contains("\"grid\": \"5x5\"", run.Output);
        Assert.Contains("0.2,", run.Output);
        Assert.Contains("Nothing was written", run.Output);
    }

    [TestMethod]
    [DataRow("a.yaml", "colour: red", "must have known settings only, but has 'colour'. Did you mean 'colors'? Known are")]
    [DataRow("a.yaml", "masks: many", "'masks' in '")]
    [DataRow("a.yaml", "masks: { a: 1 }", "'masks' is not one value or a list of values")]
    [DataRow("a.yaml", "targets: &a [*a]", "'targets' is not one value or a list of values")]
    [DataRow("a.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "'b' is not one value or a list of values")]
    [DataRow("a.json", "{ \"masks\": [[1]] }", "'masks' is not one value or a list of values")]
    [DataRow("a.yaml", "- masks", "must be one mapping of names to values, but is not")]
    [DataRow("a.yaml", "masks: [1", "must be one mapping of names to values, but is not")]
    [DataRow("a.json", "[1]", "must be one mapping of names to values, but is not")]
    [DataRow("a.json", "{", "must be one mapping of names to values, but is not")]
    [DataRow("a.json", "{ \"masks\": { } }", "'masks' is not one value or a list of values")]
    public void Explain_WrongSettingsFile_IsRefused(string name, string text, string message)
    {
        File.WriteAllText(_folder.PathOf(name), text);
        ToolRun.Refuses(message, [.. Explain, "--settings", _folder.PathOf(name)]);
        Assert.IsFalse(Directory.Exists(_folder.Out));
    }
}
