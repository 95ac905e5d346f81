namespace Microsoft.ML.Saliency;

/// <summary>How an image is brought to the input size of a model.</summary>
public enum ResizeMode
{
    /// <summary>To the model's H x W at once; the aspect ratio is not kept. torchvision's <c>Resize((H, W))</c>.</summary>
    Exact,

    /// <summary>
    /// The short side to <see cref="ImagePreprocessing.ShortSide"/>, the aspect ratio kept (long side truncated to a whole pixel), then the
    /// middle H x W cut out.
    /// torchvision's <c>Resize(n)</c> and <c>CenterCrop((H, W))</c>.
    /// </summary>
    ShortSide,

    /// <summary>Not at all: an image of any other size is refused.</summary>
    None,
}
