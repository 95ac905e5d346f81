namespace Microsoft.ML.Saliency;

/// <summary>One color everywhere.</summary>
internal sealed class ColorBaseline : PixelBaseline
{
    public ColorBaseline(ChannelValues color)
        : base(TextOf(color), BaselineVariation.Fixed)
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
                throw new ArgumentOutOfRangeException(
                    nameof(color), color, $"The red, green and blue of a color must be from 0 to 255, but were {color}.");
            }
        }
    }

    private static string TextOf(ChannelValues color) => color switch
    {
        (0, 0, 0) => "black",
        (255, 255, 255) => "white",
        (127.5f, 127.5f, 127.5f) => "gray",
        _ => Text("color", color.Red, color.Green, color.Blue),
    };
}
