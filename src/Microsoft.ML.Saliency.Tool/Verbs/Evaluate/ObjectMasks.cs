namespace Microsoft.ML.Saliency.Tool;

/// <summary>Finds and reads masks in a folder: pictures of the images' sizes, white where the object is.</summary>
internal sealed class ObjectMasks
{
    private readonly string _folder;
    private readonly ImageLoadOptions _loading;

    /// <param name="loading">How the images are read, and the masks too.</param>
    /// <exception cref="ToolException">There is no such folder.</exception>
    public ObjectMasks(string folder, ImageLoadOptions loading)
    {
        _folder = Directory.Exists(folder)
            ? folder
            : throw new ToolException($"Folder of masks '{folder}' was not found. Check --objects.");
        _loading = loading;
    }

    /// <summary>Gets the mask of the object that a map explains: see the other overload.</summary>
    public string? Find(string image, MapResult map) => Find(image, map.Target, map.Label);

    /// <summary>Gets the mask of the object of a class: for a.png a-LABEL.png, a-CLASS.png or a.png; null if there is none.</summary>
    public string? Find(string image, int target, string? label)
    {
        string stem = Path.Combine(_folder, Path.GetDirectoryName(image) ?? "", Path.GetFileNameWithoutExtension(image));
        string?[] names = [label is null ? null : $"{stem}-{label}", $"{stem}-{target}", stem];
        return names.Where(name => name is not null)
            .SelectMany(name => ImageFolder.Extensions.Select(extension => name + extension))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Reads a mask as the model sees it: H x W pixels of its input, each true where the mask's nearest pixel is nearer to
    /// white.</summary>
    /// <exception cref="SkipException">It could not be read, or has another size.</exception>
    public bool[] Read(string file, ImageResult image, ImagePreprocessing preprocessing, TensorShape input) =>
        Read(file, image.Height!.Value, image.Width!.Value, preprocessing, input);

    /// <summary>Reads a mask as the model sees it.</summary>
    /// <exception cref="SkipException">It could not be read, or has another size.</exception>
    public bool[] Read(string file, int height, int width, ImagePreprocessing preprocessing, TensorShape input)
    {
        RgbImage mask = Load(file);
        if (mask.Height != height || mask.Width != width)
        {
            string advice = (mask.Height, mask.Width) != (width, height) ? ""
                : _loading.Orientation == ImageOrientation.Upright ? " The image may have been turned upright: turn the mask too."
                : " The image was read as it is stored: store the mask so.";
            throw new SkipException(
                $"the mask must have the image's {height} x {width} pixels, but '{file}' has {mask.Height} x {mask.Width}.{advice}");
        }

        ImageRegion region = preprocessing.VisibleRegion(mask.Height, mask.Width, input);
        var seen = new bool[input.Height * input.Width];
        for (int i = 0; i < seen.Length; i++)
        {
            int row = Nearest(region.Top, region.Height, i / input.Width, input.Height, mask.Height);
            int column = Nearest(region.Left, region.Width, i % input.Width, input.Width, mask.Width);
            seen[i] = mask.Pixels[3 * ((row * mask.Width) + column)] > byte.MaxValue / 2;
        }

        return seen;
    }

    private RgbImage Load(string file)
    {
        try
        {
            return LoadedImage.Load(file, _loading).Picture;
        }
        catch (SkipException exception)
        {
            throw new SkipException($"the mask '{file}' could not be read: {exception.Message}");
        }
    }

    private static int Nearest(double start, double length, int pixel, int pixels, int limit) =>
        Math.Clamp((int)Math.Floor(start + ((pixel + 0.5) / pixels * length)), 0, limit - 1);
}
