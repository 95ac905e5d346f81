namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>A browser without a window.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    /// <summary>The browser's program: the environment variable CHROMIUM, else one of the usual names on the PATH; null if there is
    /// none.</summary>
    public static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : OnPath();

    /// <summary>Opens a page, and returns what it looks like after its scripts have run, and what went to the browser's log: the page's
    /// console too.</summary>
    public static (string Dom, string Log) Open(string address)
    {
        if (Program is null)
        {
            string names = string.Join(", ", Names);
            Assert.Inconclusive($"No Chromium was found. Set the environment variable CHROMIUM, or put one of {names} on the PATH.");
        }

        string profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Program, [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                $"--user-data-dir={profile}", "--enable-logging=stderr", "--dump-dom", address,
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> log = process.StandardError.ReadToEndAsync();
            string dom = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (dom, log.Result);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(folder => folder.Length > 0)
        .SelectMany(folder => Names.SelectMany(name => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") }))
        .FirstOrDefault(File.Exists);
}
