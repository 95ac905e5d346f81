namespace Microsoft.ML.Saliency.Tool;

/// <summary>The outcome of work on items.</summary>
internal sealed record WorkSummary(int Total, int DoneBefore, int Skipped, long Passes, TimeSpan Elapsed)
{
    /// <summary>Items whose results were made now.</summary>
    public int Done => Total - DoneBefore - Skipped;

    /// <summary>Gets what the process returns.</summary>
    public ExitCode ExitCode(bool allowSkipped) => ExitCodeOf(Skipped, allowSkipped);

    /// <summary>Gets what the process returns for so many skipped items.</summary>
    public static ExitCode ExitCodeOf(int skipped, bool allowSkipped) =>
        skipped == 0 || allowSkipped ? Tool.ExitCode.Done : Tool.ExitCode.SomeSkipped;

    /// <summary>Prints the end for machines.</summary>
    public void Tell(Output output, string folder, ExitCode code) =>
        output.Event(
            "end",
            new { Out = folder, Total, Done, DoneBefore, Skipped, Passes, Seconds = Elapsed.TotalSeconds, ExitCode = (int)code });
}
