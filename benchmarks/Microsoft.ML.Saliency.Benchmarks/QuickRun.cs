namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The short form of every benchmark. Each runs in a process of its own, so that none warms or fills the next one's.</summary>
internal static class QuickRun
{
    public static void Run(Arguments arguments)
    {
        // Only one of them takes these.
        string[] endToEnd = [.. Forward(arguments, "rise"), .. Forward(arguments, "python")];
        arguments.RequireAllRead();

        long start = Stopwatch.GetTimestamp();
        var failed = new List<string>();
        foreach (Verb verb in Verb.All.Where(verb => verb.Quick is not null))
        {
            bool isEndToEnd = verb.Name == "endtoend";
            if (isEndToEnd && endToEnd.Length == 0)
            {
                Console.WriteLine("endtoend is left out: it takes --rise FOLDER, your clone of github.com/eclique/RISE.");
                continue;
            }

            string[] options = verb.Quick!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            long verbStart = Stopwatch.GetTimestamp();
            using Process child = ChildProcess.Start([verb.Name, .. options, .. isEndToEnd ? endToEnd : []]);
            child.WaitForExit();
            Console.WriteLine($"{verb.Name}: {Stopwatch.GetElapsedTime(verbStart).TotalSeconds:F0} s\n");
            if (child.ExitCode != 0)
            {
                failed.Add(verb.Name);
            }
        }

        Console.WriteLine($"All in {Stopwatch.GetElapsedTime(start).TotalMinutes:F1} minutes; the results are in artifacts/bench.");
        if (failed.Count > 0)
        {
            throw new BenchmarkException($"Failed: {string.Join(", ", failed)}; see above.");
        }
    }

    private static string[] Forward(Arguments arguments, string name) =>
        arguments.OptionalText(name) is string value ? ["--" + name, value] : [];
}
