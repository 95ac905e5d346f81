namespace Microsoft.ML.Saliency.Tool;

/// <summary>What became of the items.</summary>
/// <param name="Total">Items in all.</param>
/// <param name="DoneBefore">Those whose results were there already.</param>
/// <param name="Skipped">Those that could not be worked on.</param>
/// <param name="Passes">Passes through the model.</param>
/// <param name="Elapsed">The time that it took.</param>
internal sealed record WorkSummary(int Total, int DoneBefore, int Skipped, long Passes, TimeSpan Elapsed)
{
    /// <summary>Items whose results were made now.</summary>
    public int Done => Total - DoneBefore - Skipped;

    /// <summary>What the process returns.</summary>
    /// <param name="allowSkipped">Whether skipping some is as good as done; skipping all is not.</param>
    public ExitCode ExitCode(bool allowSkipped) => ExitCodeOf(Skipped, Total, allowSkipped);

    /// <summary>What the process returns for so many skipped items.</summary>
    public static ExitCode ExitCodeOf(int skipped, int total, bool allowSkipped) =>
        skipped == total ? Tool.ExitCode.Failed : skipped == 0 || allowSkipped ? Tool.ExitCode.Done : Tool.ExitCode.SomeSkipped;
}
