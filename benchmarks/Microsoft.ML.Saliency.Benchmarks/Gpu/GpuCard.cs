namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What NVIDIA's nvidia-smi says of a card.</summary>
internal static class GpuCard
{
    /// <summary>Returns the card's name, driver and memory.</summary>
    public static string Describe(int device) =>
        Ask(device, "name,driver_version,memory.total") is string line
            ? $"{line} (name, driver, memory)"
            : "unknown: there is no nvidia-smi";

    /// <summary>Returns the memory in use on the card, in MiB; null if nobody knows.</summary>
    public static double? UsedMebibytes(int device) =>
        double.TryParse(Ask(device, "memory.used", "csv,noheader,nounits"), out double used) ? used : null;

    private static string? Ask(int device, string query, string format = "csv,noheader")
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo("nvidia-smi", [$"--query-gpu={query}", $"--format={format}", "-i", $"{device}"])
                {
                    RedirectStandardOutput = true,
                })!;
            string answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
