using YamlDotNet.RepresentationModel;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Shards as processes, and their merge.</summary>
[TestClass]
public sealed class ShardTests : IDisposable
{
    private const int Shards = 4;

    private readonly ToolFolder _folder = new(images: 9);

    public void Dispose() => _folder.Dispose();

    [TestMethod, TestCategory("Slow")]
    public void Merge_ShardsOfFourProcesses_IsTheSingleRunByteForByte()
    {
        File.WriteAllText(Path.Combine(_folder.Images, "broken.png"), "no picture");
        Assert.AreEqual((int)ExitCode.SomeSkipped, ToolRun.Of(_folder.Explain).ExitCode);

        Process[] processes = [.. Enumerable.Range(0, Shards).Select(
            i => ToolProcess.Start([.. _folder.ExplainInto(ShardFolderOf(i)), "--shard", $"{i}/{Shards}"]))];
        int[] exitCodes = [.. processes.Select(process => ToolProcess.Finish(process).ExitCode)];
        ToolRun merge = ToolRun.Of("merge", "--shards", _folder.PathOf("shards"), "--out", _folder.PathOf("merged"));

        CollectionAssert.AreEquivalent(new[] { 0, 0, 0, 3 }, exitCodes);
        Assert.AreEqual((int)ExitCode.SomeSkipped, merge.ExitCode, merge.Error);
        Assert.Contains("4 shards, 10 images, 1 of them skipped", merge.Output);
        FolderContents.AreEqual(_folder.Out, _folder.PathOf("merged"));
        // Again: the same.
        ToolRun.Succeeds("merge", "--shards", _folder.PathOf("shards"), "--out", _folder.PathOf("merged"), "--allow-skipped");
        FolderContents.AreEqual(_folder.Out, _folder.PathOf("merged"));
    }

    /// <summary>The pods' commands of the manifests as plain processes: the volume is a folder, the index is put in as Kubernetes
    /// does.</summary>
    [TestMethod, TestCategory("Slow")]
    public void KubernetesManifests_AsPlainProcesses_MakeTheSingleRun()
    {
        string[] single = [.. Args("explain-job.yaml", index: 0).Where(arg => !arg.StartsWith("--shard", StringComparison.Ordinal))];
        single[Array.FindIndex(single, arg => arg.StartsWith("--out", StringComparison.Ordinal))] = $"--out={_folder.Out}";
        ToolRun.Succeeds(single);

        YamlNode spec = Manifest("explain-job.yaml")["spec"];
        (YamlNode completions, YamlNode mode) = (spec["completions"], spec["completionMode"]);
        Assert.AreEqual("Indexed", mode.ToString());
        for (int i = 0; i < int.Parse(completions.ToString()); i++)
        {
            (int exitCode, string error) = ToolProcess.Finish(ToolProcess.Start(Args("explain-job.yaml", i)));
            Assert.AreEqual(0, exitCode, error);
        }

        ToolRun.Succeeds(Args("merge-job.yaml", index: 0));
        FolderContents.AreEqual(_folder.Out, _folder.PathOf("run-of-the-job"));
    }

    [TestMethod]
    public void Merge_AShardMissing_IsRefused()
    {
        Explain(0);
        Explain(2);
        RefusesMerge("must hold the shards 0/4 to 3/4, each once, but holds 0/4, 2/4");
    }

    [TestMethod]
    public void Merge_AShardUnfinished_IsRefused()
    {
        Explain(0);
        File.Delete(Path.Combine(ShardFolderOf(0), ResultsTable.FileName));
        RefusesMerge("Shard 0/4 in '");
    }

    [TestMethod]
    public void Merge_ShardsOfOtherSettings_AreRefused()
    {
        Explain(0);
        ToolRun.Succeeds([.. _folder.ExplainInto(ShardFolderOf(1), masks: 32), "--shard", "1/4"]);
        RefusesMerge("are not: settings.masks was 16 and is now 32");
    }

    [TestMethod]
    public void Merge_ShardsOfOtherCounts_AreRefused()
    {
        Explain(0);
        ToolRun.Succeeds([.. _folder.ExplainInto(ShardFolderOf(1)), "--shard", "1/2"]);
        RefusesMerge("they are 0/4 and 1/2");
    }

    [TestMethod]
    public void Merge_ShardsOfOtherImages_AreRefused()
    {
        Explain(0);
        Explain(1);
        Explain(2);
        File.Delete(Path.Combine(_folder.Images, "image-00.png"));
        Explain(3);
        RefusesMerge("has another set of images");
    }

    [TestMethod]
    public void Merge_ARunThatIsNoShard_IsRefused()
    {
        ToolRun.Succeeds(_folder.ExplainInto(ShardFolderOf(0)));
        RefusesMerge("must be a shard");
    }

    [TestMethod]
    public void Merge_NoShards_IsRefused()
    {
        RefusesMerge("was not found. --shards must be the folder that holds the shards' folders");
        Directory.CreateDirectory(_folder.PathOf("shards"));
        RefusesMerge("must hold the folders that 'mlsaliency explain --shard' has written, but holds none");
    }

    private string ShardFolderOf(int index) => _folder.PathOf($"shards/{index}");

    private void Explain(int index) => ToolRun.Succeeds([.. _folder.ExplainInto(ShardFolderOf(index)), "--shard", $"{index}/{Shards}"]);

    private void RefusesMerge(string message)
    {
        ToolRun.Refuses(message, "merge", "--shards", _folder.PathOf("shards"), "--out", _folder.PathOf("merged"));
        Assert.IsFalse(Directory.Exists(_folder.PathOf("merged")));
    }

    private static YamlNode Manifest(string name)
    {
        var yaml = new YamlStream();
        using StreamReader reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Kubernetes", name));
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

    private string[] Args(string manifest, int index)
    {
        YamlNode container = Manifest(manifest)["spec"]["template"]["spec"]["containers"][0];
        Assert.AreEqual("mlsaliency", container["command"][0].ToString());
        return [.. ((YamlSequenceNode)container["args"]).Select(arg => arg.ToString()
            .Replace("$(JOB_COMPLETION_INDEX)", $"{index}", StringComparison.Ordinal)
            .Replace("/data/run", _folder.PathOf("run-of-the-job"), StringComparison.Ordinal)
            .Replace("/data", _folder.Root, StringComparison.Ordinal)
            .Replace("--masks=4000", "--masks=16", StringComparison.Ordinal))];
    }
}
