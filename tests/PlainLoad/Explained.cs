using System.Runtime.InteropServices;

namespace PlainLoad;

/// <summary>What a saliency transformer adds for one target.</summary>
public sealed class Explained
{
    public float[] Saliency { get; set; } = [];
    public int SaliencyTarget { get; set; }
    public float SaliencyScore { get; set; }

    /// <summary>All bits of it.</summary>
    public override string ToString() => Convert.ToHexString(MemoryMarshal.AsBytes<float>([.. Saliency, SaliencyTarget, SaliencyScore]));
}
