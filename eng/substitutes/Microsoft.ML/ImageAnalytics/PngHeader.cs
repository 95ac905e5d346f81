using System.Buffers.Binary;

namespace Microsoft.ML.Data;

/// <summary>What the IHDR chunk says.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth, PngColour Colour)
{
    public int SamplesPerPixel => Colour switch
    {
        PngColour.GreyAlpha => 2,
        PngColour.Rgb => 3,
        PngColour.Rgba => 4,
        _ => 1,
    };

    public int Stride => (Width * SamplesPerPixel * BitDepth + 7) / 8;

    /// <summary>Bytes from a sample to the one left of it, as filters see it.</summary>
    public int FilterStep => Math.Max(1, SamplesPerPixel * BitDepth / 8);

    public static PngHeader Parse(byte[] data)
    {
        if (data.Length != 13)
        {
            throw new InvalidDataException("The PNG header is not of 13 bytes.");
        }

        var header = new PngHeader(
            BinaryPrimitives.ReadInt32BigEndian(data),
            BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(4)),
            data[8],
            (PngColour)data[9]);
        if (header.Width <= 0 || header.Height <= 0 || !Enum.IsDefined(header.Colour))
        {
            throw new InvalidDataException("The PNG header is not valid.");
        }

        if (data[12] != 0)
        {
            throw new NotSupportedException("The stand-in for ML.NET reads no interlaced PNG.");
        }

        if (header.BitDepth is not (8 or 16) && !(header.Colour == PngColour.Palette && header.BitDepth is 1 or 2 or 4))
        {
            throw new NotSupportedException($"The stand-in reads no PNG of {header.BitDepth} bits and type {header.Colour}.");
        }

        return header;
    }
}

internal enum PngColour : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
