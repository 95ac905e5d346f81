namespace Microsoft.ML.Saliency;

/// <summary>Settings of reading an image file: <see cref="RgbImage.Load(string, ImageLoadOptions?)"/>.</summary>
public sealed record ImageLoadOptions
{
    // An array of .NET holds four bytes a pixel of so many.
    private const int LargestMaxPixels = 500_000_000;

    /// <summary>Gets how a photo with an EXIF orientation is read.</summary>
    /// <value>Default: <see cref="ImageOrientation.Upright"/>, since people label photos as they see them; our choice.</value>
    public ImageOrientation Orientation { get; init; }

    /// <summary>Gets the most pixels of an image, H x W. The header of a larger one is read, and nothing else.</summary>
    /// <value>Default: 100 million, which take 700 MB while they are decoded; our choice. From 1 to 500 million.</value>
    public int MaxPixels { get; init; } = 100_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    internal void Validate()
    {
        if (!Enum.IsDefined(Orientation))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Orientation), Orientation, "Orientation must be a member of ImageOrientation.");
        }

        if (MaxPixels is < 1 or > LargestMaxPixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxPixels), MaxPixels, $"MaxPixels must be from 1 to {LargestMaxPixels}, but was {MaxPixels}.");
        }
    }
}

/// <summary>The order of a photo's pixels. Cameras store a photo as their sensor lay, and how to turn it in the file's EXIF data.</summary>
public enum ImageOrientation
{
    /// <summary>As people see it: turned and mirrored as the EXIF orientation of a JPEG, PNG or WebP file says.</summary>
    Upright,

    /// <summary>As it is stored, for classifiers that are given such pixels: by ML.NET's own loader, for instance, or by Pillow without
    /// <c>exif_transpose</c>.</summary>
    AsStored,
}
