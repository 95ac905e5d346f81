using System.Text.Json;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The authors' RISE on PyTorch and CUDA (benchmarks/python/rise_cuda.py), with the weights of the same file.</summary>
internal static class TorchRise
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Returns its speeds in several settings.</summary>
    public static IReadOnlyList<TorchResult> Measure(string python, string clone, GpuSettings settings) =>
        BenchmarkModel.InFile(settings.Content, file =>
        {
            string driver = Path.Combine(AppContext.BaseDirectory, "python", "rise_cuda.py");
            string[] arguments =
            [
                driver, "--rise", Path.GetFullPath(clone), "--model", file, "--masks", $"{settings.Masks}",
                "--rounds", $"{settings.Rounds}", "--device", $"{settings.Options.GpuDeviceId ?? 0}",
            ];
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true })!;
                string answer = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0
                    ? JsonSerializer.Deserialize<TorchResult[]>(answer, Json)!
                    : throw new BenchmarkException("The Python side ended, for the reason above.");
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                throw new BenchmarkException($"'{python}' could not be started: {exception.Message}. --python names another.");
            }
        });
}

/// <summary>A speed of the authors' code.</summary>
internal sealed record TorchResult(string Settings, string Torch, double PassesPerSecond);
