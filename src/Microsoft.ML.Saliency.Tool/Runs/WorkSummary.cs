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

    /// <summary>What the process returns: skipping some is not a failure, skipping all is.</summary>
    public ExitCode ExitCode => Skipped == 0 ? ExitCode.Done : Skipped == Total ? ExitCode.Failed : ExitCode.SomeSkipped;
}
