namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>The tool as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly string Tool = typeof(CommandLineProgram).Assembly.Location;

    public static Process Start(params IEnumerable<string> args) => Start("dotnet", [Tool, .. args]);

    /// <summary>Starts it under a shell that lets it write no file of more than some kilobytes: what a full disk does to it.</summary>
    public static Process StartWithSmallFiles(int kilobytes, params IEnumerable<string> args) =>
        // The signal that a longer file raises is ignored, so that the write fails. Executable pages, kept in a large file in memory, are
        // not to fail.
        Start(
            "bash",
            ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; DOTNET_EnableWriteXorExecute=0 exec dotnet \"$@\"", "bash", Tool, .. args]);

    /// <summary>Waits for the end; returns the exit code and what was printed to standard error.</summary>
    public static (int ExitCode, string Error) Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            output.Wait();
            return (process.ExitCode, error);
        }
    }

    private static Process Start(string program, IEnumerable<string> args) =>
        Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
