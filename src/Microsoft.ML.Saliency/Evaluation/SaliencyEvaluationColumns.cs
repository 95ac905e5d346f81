namespace Microsoft.ML.Saliency;

/// <summary>How <see cref="SaliencyCatalog.Evaluate"/> reads the data.</summary>
public sealed record SaliencyEvaluationColumns
{
    /// <summary>The image column: images of any size, or vectors of the values that the model eats.</summary>
    /// <value>Default: "Image".</value>
    public string Image { get; init; } = "Image";

    /// <summary>The map column: H x W, or T x H x W; each map counts.</summary>
    /// <value>Default: "Saliency".</value>
    public string Map { get; init; } = "Saliency";

    /// <summary>The column with the maps' class indices.</summary>
    /// <value>Default: null, the map column's name with "Target" behind it.</value>
    public string? Target { get; init; }

    /// <summary>The column with the pixels of the objects: vectors of H x W (or T x H x W) values of Single, greater than 0 on the object.</summary>
    /// <value>Default: null, not known: no localisation.</value>
    public string? Mask { get; init; }

    /// <summary>The text column with the path of a row's image, to name the row in errors where the data has such a column.</summary>
    /// <value>Default: "ImagePath".</value>
    public string ImagePath { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>What turns an image into the tensor that the model eats; see <see cref="ModelEstimatorOptions.Preprocessing"/>.</summary>
    /// <value>Default: null.</value>
    public ImagePreprocessing? Preprocessing { get; init; }
}
