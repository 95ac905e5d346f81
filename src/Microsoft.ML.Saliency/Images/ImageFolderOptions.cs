namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="SaliencyCatalog.LoadImages"/>.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>Gets the name of the image column.</summary>
    /// <value>Default: "Image".</value>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>Gets the name of the text column with the file's path.</summary>
    /// <value>Default: "ImagePath".</value>
    public string PathColumnName { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>Gets the extensions of the files that are read, in any case.</summary>
    /// <value>Default: <see cref="ImageFolder.Extensions"/>.</value>
    public IReadOnlyList<string> Extensions { get; init; } = ImageFolder.Extensions;

    /// <summary>Gets whether subfolders are searched.</summary>
    /// <value>Default: false.</value>
    public bool Recursive { get; init; }

    /// <summary>Gets the orientation in which photos are read, and the most pixels of an image.</summary>
    /// <value>Default: upright, at most 100 million pixels, as the command line reads them.</value>
    public ImageLoadOptions Loading { get; init; } = new();

    /// <summary>Gets whether files that cannot be read are skipped, with a warning in the context's log: those that are not images, end
    /// early, are damaged or too large.</summary>
    /// <value>
    /// Default: false; reading such a row's image throws an <see cref="InvalidDataException"/> that names the file and says why.
    /// </value>
    public bool SkipUndecodable { get; init; }
}
