namespace Microsoft.ML.Saliency;

/// <summary>Colors for the values 0..1, linearly interpolated between anchor colors. The catalog is <see cref="KnownColorMaps"/>.</summary>
public sealed class ColorMap
{
    /// <summary>Creates a color map.</summary>
    /// <param name="anchors">At least 2 colors, evenly spaced over 0..1.</param>
    /// <param name="isDiverging">Whether the middle color stands for zero.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 anchors.</exception>
    public ColorMap(ReadOnlySpan<(byte R, byte G, byte B)> anchors, bool isDiverging = false)
    {
        if (anchors.Length < 2)
        {
            throw new ArgumentException($"A color map must have at least 2 anchor colors, but had {anchors.Length}.", nameof(anchors));
        }

        Anchors = anchors.ToArray();
        IsDiverging = isDiverging;
    }

    [JsonConstructor]
    internal ColorMap((byte R, byte G, byte B)[] anchors, bool isDiverging)
        : this(anchors.AsSpan(), isDiverging)
    {
    }

    /// <summary>The colors, evenly spaced over 0..1.</summary>
    [JsonInclude]
    internal (byte R, byte G, byte B)[] Anchors { get; }

    /// <summary>Whether the middle color stands for zero. A saliency map is then drawn with -m..m spread over the colors, m being its
    /// largest absolute value; otherwise with its minimum..maximum.</summary>
    public bool IsDiverging { get; }

    /// <summary>The color of a value.</summary>
    /// <param name="value">0..1; values outside are clamped, and not-a-number counts as 0.</param>
    public (byte R, byte G, byte B) this[float value]
    {
        get
        {
            double position = (value > 0 ? Math.Min((double)value, 1) : 0) * (Anchors.Length - 1);
            int left = Math.Min((int)position, Anchors.Length - 2);
            return Mix(Anchors[left], Anchors[left + 1], position - left);
        }
    }

    /// <summary>A color between two others, rounded to the nearest.</summary>
    /// <param name="from">The color at weight 0.</param>
    /// <param name="to">The color at weight 1.</param>
    /// <param name="weight">0..1.</param>
    internal static (byte R, byte G, byte B) Mix((byte R, byte G, byte B) from, (byte R, byte G, byte B) to, double weight)
    {
        byte Channel(byte start, byte end) => (byte)(start + ((end - start) * weight) + 0.5);
        return (Channel(from.R, to.R), Channel(from.G, to.G), Channel(from.B, to.B));
    }
}
