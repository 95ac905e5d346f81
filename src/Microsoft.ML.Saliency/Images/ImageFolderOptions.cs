namespace Microsoft.ML.Saliency;

/// <summary>Settings of <see cref="SaliencyCatalog.LoadImages"/>.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>Name of the image column.</summary>
    /// <value>Default: "Image".</value>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>Name of the text column with the file's path.</summary>
    /// <value>Default: "ImagePath".</value>
    public string PathColumnName { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>Extensions of the files that are taken, in any case.</summary>
    /// <value>Default: <see cref="ImageFolder.Extensions"/>.</value>
    public IReadOnlyList<string> Extensions { get; init; } = ImageFolder.Extensions;

    /// <summary>Whether folders in the folder are searched too.</summary>
    /// <value>Default: false.</value>
    public bool Recursive { get; init; }

    /// <summary>Whether files that cannot be decoded are left out, with a warning in the context's log, and the others go on.</summary>
    /// <value>Default: false; reading such a row's image throws an <see cref="InvalidDataException"/> that names the file.</value>
    public bool SkipUndecodable { get; init; }
}
