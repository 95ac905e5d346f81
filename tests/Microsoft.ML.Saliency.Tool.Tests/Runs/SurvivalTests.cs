namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>Runs in processes that are killed, or that find no more room.</summary>
[TestClass]
public sealed class SurvivalTests
{
    private const int Images = 24;
    private const int Kills = 10;

    [TestMethod, TestCategory("Slow")]
    public void Explain_KilledTenTimesAtRandomMoments_EndsAsAnUndisturbedRun()
    {
        using var folder = new ToolFolder(Images);
        string[] explain = folder.ExplainInto(folder.Out, masks: 800);
        ToolRun.Succeeds(folder.ExplainInto(folder.PathOf("undisturbed"), masks: 800));
        int files = FolderContents.Names(folder.PathOf("undisturbed")).Length;
        var random = new Random(6);

        int killed = 0;
        for (int life = 0; life < Kills; life++)
        {
            // Each life writes a little more before it ends, and ends at any moment of its work.
            using Process process = ToolProcess.Start(explain);
            int enough = files * life / (Kills + 1);
            while (!process.HasExited && (!Directory.Exists(folder.Out) || FolderContents.Names(folder.Out).Length < enough))
            {
                Thread.Sleep(1);
            }

            Thread.Sleep(random.Next(60));
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            process.WaitForExit();
        }

        Assert.IsGreaterThan(Kills / 2, killed);
        Assert.IsFalse(File.Exists(Path.Combine(folder.Out, ResultsTable.FileName)), "The run was finished before the last kill.");
        (int exitCode, string error) = ToolProcess.Finish(ToolProcess.Start(explain));

        Assert.AreEqual(0, exitCode, error);
        FolderContents.AreEqual(folder.PathOf("undisturbed"), folder.Out);
    }

    // Slow for coverage's sake: its own files would not fit either.
    [TestMethod, TestCategory("Slow")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Needs a shell's ulimit.")]
    public void Explain_NoRoomForAFile_KeepsWhatIsWrittenAndGoesOnLater()
    {
        using var folder = new ToolFolder(images: 2);
        // The overlay of a large picture of noise does not fit into 16 kilobytes.
        folder.AddImage("large.png", seed: 9, height: 100, width: 100);
        ToolRun.Succeeds(folder.ExplainInto(folder.PathOf("undisturbed")));

        (int exitCode, string error) = ToolProcess.Finish(ToolProcess.StartWithSmallFiles(16, folder.Explain));

        Assert.AreEqual((int)ExitCode.Failed, exitCode, error);
        Assert.Contains("large.png.", error.TrimEnd().Split('\n')[^1]);
        Assert.Contains("could not be written", error.TrimEnd().Split('\n')[^1]);
        string[] names = FolderContents.Names(folder.Out);
        Assert.Contains("maps/image-01.png.json", names);
        Assert.DoesNotContain(
            name => name.Contains("large", StringComparison.Ordinal) || name.Contains(AtomicFile.PartPrefix, StringComparison.Ordinal),
            names);
        ToolRun.Succeeds(folder.Explain);
        FolderContents.AreEqual(folder.PathOf("undisturbed"), folder.Out);
    }

    [TestMethod]
    public void Explain_WhileAnotherProcessWorksOnTheRun_IsRefused()
    {
        using var folder = new ToolFolder();
        Directory.CreateDirectory(folder.Out);
        using var other = new FileStream(Path.Combine(folder.Out, ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        ToolRun.Refuses("Another process works on the run", folder.Explain);
    }

    [TestMethod, TestCategory("Slow")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Needs the command kill.")]
    public void Explain_Terminated_EndsInOrderAndGoesOnLater()
    {
        using var folder = new ToolFolder(Images);
        ToolRun.Succeeds(folder.ExplainInto(folder.PathOf("undisturbed"), masks: 800));
        Process process = ToolProcess.Start(folder.ExplainInto(folder.Out, masks: 800));
        while (!Directory.Exists(Path.Combine(folder.Out, ImageResult.Folder)))
        {
            Thread.Sleep(1);
        }

        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        (int exitCode, string error) = ToolProcess.Finish(process);

        Assert.AreEqual((int)ExitCode.Cancelled, exitCode, error);
        Assert.DoesNotContain(
            name => name.Contains(AtomicFile.PartPrefix, StringComparison.Ordinal) || name == ".lock", FolderContents.Names(folder.Out));
        ToolRun.Succeeds(folder.ExplainInto(folder.Out, masks: 800));
        FolderContents.AreEqual(folder.PathOf("undisturbed"), folder.Out);
    }

    [TestMethod]
    public void Explain_Cancelled_ReturnsItsOwnCodeAndGoesOnLater()
    {
        using var folder = new ToolFolder();
        ToolRun.Succeeds(folder.ExplainInto(folder.PathOf("undisturbed")));

        ToolRun cancelled = ToolRun.Of(folder.Explain, new CancellationToken(canceled: true));

        Assert.AreEqual((int)ExitCode.Cancelled, cancelled.ExitCode);
        Assert.Contains("Run the same command again to continue", cancelled.Error);
        ToolRun.Succeeds(folder.Explain);
        FolderContents.AreEqual(folder.PathOf("undisturbed"), folder.Out);
    }
}
