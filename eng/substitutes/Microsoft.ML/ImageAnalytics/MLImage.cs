namespace Microsoft.ML.Data;

/// <summary>An image of four bytes a pixel, colours premultiplied by alpha as in ML.NET. The one file format is PNG.</summary>
public sealed class MLImage : IDisposable
{
    private readonly MLPixelFormat _pixelFormat;
    private readonly int _width;
    private readonly int _height;
    private byte[] _pixels;
    private string _tag;

    private MLImage(int width, int height, MLPixelFormat pixelFormat, byte[] pixels)
    {
        _width = width;
        _height = height;
        _pixelFormat = pixelFormat;
        _pixels = pixels;
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        try
        {
            var (width, height, rgba) = PngDecoder.Decode(imageStream);
            return new MLImage(width, height, MLPixelFormat.Bgra32, Premultiplied.FromRgba(rgba));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IndexOutOfRangeException)
        {
            throw new ArgumentException("Invalid input stream contents", nameof(imageStream), e);
        }
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        if (!File.Exists(imagePath))
        {
            throw new ArgumentException("Invalid path", nameof(imagePath));
        }

        using var stream = File.OpenRead(imagePath);
        return CreateFromStream(stream);
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
        {
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        }

        if (width <= 0)
        {
            throw new ArgumentException("Invalid width value.", nameof(width));
        }

        if (height <= 0)
        {
            throw new ArgumentException("Invalid height value.", nameof(height));
        }

        if (imagePixelData.Length != width * height * 4)
        {
            throw new ArgumentException("Invalid buffer size.", nameof(imagePixelData));
        }

        return new MLImage(width, height, pixelFormat, imagePixelData.ToArray());
    }

    public MLPixelFormat PixelFormat => Live(_pixelFormat);

    public int Width => Live(_width);

    public int Height => Live(_height);

    public int BitsPerPixel => Live(32);

    public ReadOnlySpan<byte> Pixels => Live(_pixels);

    public byte[] GetBGRPixels
    {
        get
        {
            var rgba = Premultiplied.ToRgba(Live(_pixels), _pixelFormat);
            var bgr = new byte[_width * _height * 3];
            for (var i = 0; i < _width * _height; i++)
            {
                (bgr[3 * i], bgr[3 * i + 1], bgr[3 * i + 2]) = (rgba[4 * i + 2], rgba[4 * i + 1], rgba[4 * i]);
            }

            return bgr;
        }
    }

    public string Tag
    {
        get => Live(_tag);
        set => _tag = Live(value);
    }

    public void Save(string imagePath)
    {
        var rgba = Premultiplied.ToRgba(Live(_pixels), _pixelFormat);
        if (!string.Equals(Path.GetExtension(imagePath), ".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException("The stand-in for ML.NET writes PNG only.");
        }

        using var stream = File.Create(imagePath);
        PngEncoder.Encode(stream, _width, _height, rgba);
    }

    public void Dispose() => _pixels = null;

    private T Live<T>(T value) => _pixels != null ? value : throw new InvalidOperationException("Object is disposed.");
}
