namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What is varied.</summary>
internal sealed record ScalingFactor(
    string Name, int[] Values, Func<ScalingSetting, int> Get, Func<ScalingSetting, int, ScalingSetting> With)
{
    public static IReadOnlyList<ScalingFactor> All { get; } =
    [
        new("masks", [250, 500, 1000, 2000, 4000], setting => setting.Masks, (setting, value) => setting with { Masks = value }),
        new("image size", [32, 64, 128, 224], setting => setting.Size, (setting, value) => setting with { Size = value }),
        new("classes", [2, 10, 100, 1000], setting => setting.Classes, (setting, value) => setting with { Classes = value }),
        new("batch", [1, 4, 16, 64], setting => setting.Batch, (setting, value) => setting with { Batch = value }),
        new("threads", UpToProcessors(), setting => setting.Threads, (setting, value) => setting with { Threads = value }),
    ];

    /// <summary>1, 2, 4 ... up to the number of processors.</summary>
    private static int[] UpToProcessors()
    {
        var values = new List<int>();
        for (int value = 1; value <= Environment.ProcessorCount; value *= 2)
        {
            values.Add(value);
        }

        return [.. values];
    }
}
