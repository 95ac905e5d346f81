namespace Microsoft.ML.Saliency;

/// <summary>One colour everywhere.</summary>
internal sealed class ColorBaseline : PixelBaseline
{
    public ColorBaseline(ChannelValues color, string? name = null)
        : base(name ?? $"colour {color}", BaselineVariation.Fixed)
    {
        Require(color);
        Color = color;
    }

    public ChannelValues Color { get; }

    protected override PixelWriter CreatePixelWriter(PixelImage image) => (_, _, planes) =>
    {
        for (int plane = 0; plane < image.Shape.Channels; plane++)
        {
            image.Plane(planes, plane).Fill(image.ValueOf(Color, plane));
        }
    };

    /// <exception cref="ArgumentOutOfRangeException">A value is not in 0..255.</exception>
    public static void Require(ChannelValues color)
    {
        for (int i = 0; i < 3; i++)
        {
            if (!(color[i] >= 0 && color[i] <= 255))
            {
                throw new ArgumentOutOfRangeException(nameof(color), color, "A colour's red, green and blue must be from 0 to 255.");
            }
        }
    }
}
