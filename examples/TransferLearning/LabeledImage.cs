using Microsoft.ML.Data;
using Microsoft.ML.Saliency;
using Microsoft.ML.Transforms.Image;

namespace TransferLearning;

/// <summary>A picture and its class.</summary>
internal sealed class LabeledImage
{
    public string Label { get; init; } = "";

    [NoColumn]
    public RgbImage Picture { get; init; } = null!;

    /// <summary>Gets the picture for ML.NET, a new one at each read: ExtractPixels disposes what it has read.</summary>
    [ImageType(128, 128)]
    public MLImage Image
    {
        get => Picture.ToMLImage();
        set => throw new NotSupportedException("The image is only read.");
    }
}

/// <summary>What is read of an explained row.</summary>
internal sealed class ExplainedImage
{
    public string Label { get; set; } = "";
    public float[] Rise { get; set; } = [];
    public int RiseTarget { get; set; }
    public string RiseTargetLabel { get; set; } = "";
    public float RiseScore { get; set; }
    public float[] Occlusion { get; set; } = [];
}
