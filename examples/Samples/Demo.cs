using Microsoft.ML.Saliency;

namespace Samples;

/// <summary>The shipped demo classifier and its scenes. Put your model and photos here.</summary>
internal static class Demo
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demo");

    public static string Model { get; } = Path.Combine(Folder, "demo.onnx");
    public static string Images { get; } = Path.Combine(Folder, "scenes", "images");
    public static ClassLabels Labels { get; } = ClassLabels.FromFile(Path.Combine(Folder, "labels.txt"));

    /// <summary>Gets the preprocessing that the demo model was trained with.</summary>
    public static ImagePreprocessing Preprocessing { get; } = KnownPreprocessing.ImageNet with { Resize = ResizeMode.Exact };

    /// <summary>Gets options with few masks, so that a sample takes seconds.</summary>
    public static RiseOptions Rise { get; } = new() { Masks = 500, GridHeight = 8, GridWidth = 8 };
}
