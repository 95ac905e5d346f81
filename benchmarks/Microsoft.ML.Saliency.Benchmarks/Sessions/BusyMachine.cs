namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Other processes that compute as long as this is not disposed, each on one thread.</summary>
/// <param name="verb">What this program does when it is one of them: <see cref="Run"/>.</param>
internal sealed class BusyMachine(int count, string verb) : IDisposable
{
    private readonly Process[] _processes = [.. Enumerable.Range(0, count).Select(_ => ChildProcess.StartUntilInputEnds(verb))];

    /// <summary>Computes until the input ends, as it does when the other process closes it or is gone.</summary>
    public static void Run()
    {
        new Thread(Compute) { IsBackground = true }.Start();
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static void Compute()
    {
        var values = new float[1 << 18];
        while (true)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (values[i] * 0.999f) + 1;
            }
        }
    }
}
