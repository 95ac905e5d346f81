namespace Microsoft.ML.Saliency;

/// <summary>One value per colour channel, named by colour so that no channel order can be mistaken.</summary>
/// <param name="Red">The value of the red channel.</param>
/// <param name="Green">The value of the green channel.</param>
/// <param name="Blue">The value of the blue channel.</param>
public readonly record struct ChannelValues(float Red, float Green, float Blue)
{
    /// <summary>The same value for every channel, as grey models need it.</summary>
    /// <param name="value">The value.</param>
    public ChannelValues(float value)
        : this(value, value, value)
    {
    }

    internal bool IsGray => Red == Green && Green == Blue;

    /// <summary>The value by position in an RGB pixel.</summary>
    internal float this[int colour] => colour switch { 0 => Red, 1 => Green, _ => Blue };

    /// <summary>The values as in "(0.485, 0.456, 0.406)".</summary>
    public override string ToString() => $"({Red}, {Green}, {Blue})";
}
