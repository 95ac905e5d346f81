namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>The settings of one run, of which one at a time is varied.</summary>
internal sealed record ScalingSetting
{
    public int Masks { get; init; } = 1000;

    /// <summary>Height and width of the image, which has three channels.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Classes of the model; the maps of all are made.</summary>
    public int Classes { get; init; } = 10;

    public int Batch { get; init; } = 16;

    /// <summary>Single-threaded sessions, scoring at the same time.</summary>
    public int Threads { get; init; } = 1;
}
