using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The authors' RISE on PyTorch, in a process that waits between its commands (benchmarks/python/rise_driver.py).</summary>
internal sealed class PythonRise : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;

    /// <param name="python">A Python with torch, onnx, skimage and tqdm.</param>
    /// <param name="clone">The clone of github.com/eclique/RISE.</param>
    /// <param name="images">A file of images, 32-bit floats; the first is explained.</param>
    public PythonRise(string python, string clone, string model, string images, int masks)
    {
        string driver = Path.Combine(AppContext.BaseDirectory, "python", "rise_driver.py");
        string threads = Environment.ProcessorCount.ToString();
        var start = new ProcessStartInfo(
            python, [driver, "--rise", clone, "--model", model, "--images", images, "--masks", $"{masks}", "--threads", threads])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchmarkException($"'{python}' could not be started: {exception.Message}. --python names another.");
        }
    }

    /// <summary>PyTorch's version, and the network's outputs for the images, image by image.</summary>
    public PythonLogits Logits() => Ask<PythonLogits>("logits");

    /// <summary>Looks for the fastest settings.</summary>
    public PythonSettings Tune() => Ask<PythonSettings>("tune");

    /// <summary>Makes a map with the fastest settings.</summary>
    public PythonCost ExplainTuned() => Ask<PythonCost>("map tuned");

    /// <summary>Makes a map with RISE's and PyTorch's own settings.</summary>
    public PythonCost ExplainByDefault() => Ask<PythonCost>("map default");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private T Ask<T>(string command)
    {
        try
        {
            _process.StandardInput.WriteLine(command);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone: so is its answer.
        }

        string answer = _process.StandardOutput.ReadLine() ?? throw new BenchmarkException(
            "The Python side ended, for the reason above. It takes your clone of github.com/eclique/RISE (--rise FOLDER) and a Python " +
            "(--python FILE) with torch, onnx, skimage and tqdm. On Debian: apt-get install python3-torch libopenblas0-pthread " +
            "python3-onnx python3-skimage python3-tqdm");
        return JsonSerializer.Deserialize<T>(answer, Json)!;
    }
}

/// <summary>What PyTorch makes of the images.</summary>
internal sealed record PythonLogits(string Torch, float[] Logits);

/// <summary>The fastest settings found.</summary>
internal sealed record PythonSettings(int Batch, [property: JsonPropertyName("channels_last")] bool ChannelsLast, bool Optimized)
{
    public override string ToString() =>
        $"batch {Batch}, {(ChannelsLast ? "channels last" : "channels first")}, {(Optimized ? "optimize_for_inference" : "eager")}";
}

/// <summary>What one map of the authors' code took, in seconds.</summary>
internal sealed record PythonCost(double Drawing, double DrawingCpu, double Explaining, double ExplainingCpu)
{
    public double Total => Drawing + Explaining;
    public double TotalCpu => DrawingCpu + ExplainingCpu;
}
