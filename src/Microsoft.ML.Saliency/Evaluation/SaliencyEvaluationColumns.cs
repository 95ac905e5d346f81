namespace Microsoft.ML.Saliency;

/// <summary>The columns that <see cref="SaliencyCatalog.Evaluate"/> reads.</summary>
public sealed record SaliencyEvaluationColumns
{
    /// <summary>Gets the image column: images of any size, or vectors with the model's input of C x H x W values.</summary>
    /// <value>Default: "Image".</value>
    public string Image { get; init; } = "Image";

    /// <summary>Gets the map column: H x W, or T x H x W; each map is evaluated.</summary>
    /// <value>Default: "Saliency".</value>
    public string Map { get; init; } = "Saliency";

    /// <summary>Gets the column with the maps' class indices.</summary>
    /// <value>Default: null, the map column's name with the suffix "Target".</value>
    public string? Target { get; init; }

    /// <summary>Gets the column with the maps' scores. A row whose image gets another score from the classifier is refused.</summary>
    /// <value>Default: null, the map column's name with the suffix "Score", where the data has that column.</value>
    public string? Score { get; init; }

    /// <summary>Gets the column with the objects' pixels: H x W (or T x H x W) values of Single, above 0 on the object.</summary>
    /// <value>Default: null, no localization.</value>
    public string? Mask { get; init; }

    /// <summary>Gets the text column that names a row in errors, where the data has it.</summary>
    /// <value>Default: "ImagePath".</value>
    public string ImagePath { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>Gets the preprocessing from an image to the model's input, that of the maps.</summary>
    /// <value>
    /// Default: null, the preprocessing that the map column carries. Required for images where the column carries none, as in data from
    /// elsewhere; another than the column's is refused.
    /// </value>
    public ImagePreprocessing? Preprocessing { get; init; }
}
