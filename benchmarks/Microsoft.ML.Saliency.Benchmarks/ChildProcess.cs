using System.Reflection;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>This program once more, in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts it; its output is shown.</summary>
    public static Process Start(params string[] arguments) => Process.Start(Program(arguments))!;

    /// <summary>Starts it; its input stays open until the caller closes it.</summary>
    public static Process StartUntilInputEnds(params string[] arguments)
    {
        ProcessStartInfo program = Program(arguments);
        program.RedirectStandardInput = true;
        return Process.Start(program)!;
    }

    /// <summary>Prints the peak working set of this process in bytes. An exited process no longer knows it on Linux.</summary>
    public static void PrintPeak() => Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64);

    /// <summary>Runs it and returns the peak that it prints, in MiB.</summary>
    public static double PeakMebibytes(params string[] arguments)
    {
        ProcessStartInfo program = Program(arguments);
        program.RedirectStandardOutput = true;
        using Process child = Process.Start(program)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 && long.TryParse(output, out long bytes)
            ? bytes / (1024.0 * 1024)
            : throw new BenchmarkException(
                $"'{string.Join(' ', arguments)}' ended with exit code {child.ExitCode} and said '{output.Trim()}'.");
    }

    private static ProcessStartInfo Program(string[] arguments)
    {
        string self = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(self) == "dotnet";
        string[] program = isHost ? [Assembly.GetExecutingAssembly().Location] : [];
        return new ProcessStartInfo(self, [.. program, .. arguments]);
    }
}
