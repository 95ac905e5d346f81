using OnnxModels;

namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>A model to measure with.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Masks">Masks of one timed run, for runs of some seconds.</param>
/// <param name="Load">Makes or reads the bytes of the .onnx file.</param>
internal sealed record BenchmarkModel(string Name, int Masks, Func<byte[]> Load)
{
    private const int Seed = 1;

    private static readonly BenchmarkModel[] All =
    [
        // Random weights cost what trained ones do. An even number of batches of 16, so that two sessions have as much to do.
        new("resnet50", 64, () => ResNet.ResNet50(Seed)),
        new("demo", 4000, () => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "demo.onnx"))),
        // Next to no work and a thousand classes: the least favorable for whatever is kept or done for a mask.
        new("convnet", 1000, () => TestModels.RandomConvNet(Seed, new TensorShape(3, 64, 64), classCount: 1000)),
    ];

    public static BenchmarkModel Named(string name) => All.FirstOrDefault(model => model.Name == name)
        ?? throw new ArgumentException(
            $"The model must be one of {string.Join(", ", All.Select(model => model.Name))}, but was '{name}'.");

    /// <summary>An image as a normalizing preprocessing yields it: values of about -2 to 2.</summary>
    public static float[] Image(TensorShape shape)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, shape.Length).Select(_ => (4 * random.NextSingle()) - 2)];
    }

    /// <summary>Does something with a model's file, for processes of their own: making a model in memory leaves garbage there.</summary>
    public static T InFile<T>(byte[] model, Func<string, T> work)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, model);
            return work(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
