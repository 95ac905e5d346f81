namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One row of the sessions table.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Layout">How the cores were used.</param>
/// <param name="IsDefault">Whether the scorer does so unasked.</param>
/// <param name="BusyThreads">Threads of other processes that kept the machine busy.</param>
/// <param name="MillisecondsPerMask">Wall time of a mask.</param>
/// <param name="Speed">Masks a second, in units of one session of all threads in the same round.</param>
/// <param name="PeakMebibytes">Peak working set of a process that explains one image so.</param>
internal sealed record SessionsResult(
    string Model, SessionLayout Layout, bool IsDefault, int BusyThreads, Spread MillisecondsPerMask, Spread Speed, double PeakMebibytes);
