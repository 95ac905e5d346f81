using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Which images, and how they become what the model eats.</summary>
internal record ImageSettings : ModelSettings
{
    [Setting("The folder of images: .png, .jpg, .jpeg, .bmp, .gif, .webp.", Value = "FOLDER", IsRequired = true)]
    public string Images { get; init; } = "";

    [Setting("Search the folders in the folder too.")]
    public bool Recursive { get; init; }

    [Setting("A text file with the class names, one a line, in the order of the model's outputs.", Value = "FILE")]
    public string? Labels { get; init; }

    [Setting("What the model was trained with. Default: imagenet (torchvision's).")]
    public PreprocessingPreset Preprocessing { get; init; }

    [Setting("How an image is brought to the input's size. Default: the preset's.")]
    public ResizeMode? Resize { get; init; }

    [Setting("Pixels of the short side, with --resize short-side. Default: 256 for an input of 224, in proportion.", Value = "N")]
    public int? ShortSide { get; init; }

    [Setting("Order of the colours. Default: the preset's.")]
    public ChannelOrder? ChannelOrder { get; init; }

    [Setting("What pixel values 0..255 are divided by first. Default: the preset's.", Value = "X")]
    public double? Divisor { get; init; }

    [Setting("Mean to subtract, red, green, blue. Default: the preset's.", Value = "R,G,B")]
    public double[]? Mean { get; init; }

    [Setting("Standard deviation to divide by, red, green, blue. Default: the preset's.", Value = "R,G,B")]
    public double[]? Std { get; init; }

    /// <summary>The preset with what is set besides.</summary>
    /// <exception cref="ToolException">A value is out of its range.</exception>
    public ImagePreprocessing CreatePreprocessing()
    {
        ImagePreprocessing preset = Preprocessing switch
        {
            PreprocessingPreset.Imagenet => KnownPreprocessing.ImageNet,
            PreprocessingPreset.Caffe => KnownPreprocessing.Caffe,
            PreprocessingPreset.Tensorflow => KnownPreprocessing.TensorFlow,
            _ => KnownPreprocessing.ZeroToOne,
        };
        return preset with
        {
            Resize = Resize ?? preset.Resize,
            ShortSide = ShortSide ?? preset.ShortSide,
            ChannelOrder = ChannelOrder ?? preset.ChannelOrder,
            Divisor = (float?)Divisor ?? preset.Divisor,
            Mean = Colours(Mean, "mean") ?? preset.Mean,
            Std = Colours(Std, "std") ?? preset.Std,
        };
    }

    /// <summary>The class names; none if there is no file.</summary>
    /// <exception cref="ToolException">The file is not there, or has another number of names than the model has classes.</exception>
    public IReadOnlyList<string> ReadLabels(int classCount)
    {
        if (Labels is null)
        {
            return [];
        }

        if (!File.Exists(Labels))
        {
            throw new ToolException($"Labels file '{Labels}' was not found.");
        }

        string[] names = [.. File.ReadLines(Labels).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length == classCount
            ? names
            : throw new ToolException($"Expected were {classCount} class names in '{Labels}', one for each class of the model; given were {names.Length}.");
    }

    /// <inheritdoc/>
    public override JsonObject Describe(OnnxScorer scorer)
    {
        JsonObject description = base.Describe(scorer);
        if (Labels is not null)
        {
            description["labelsSha256"] = LoadedImage.HashOfFile(Labels);
        }

        return description;
    }

    private static ChannelValues? Colours(double[]? values, string name) => values switch
    {
        null => null,
        [double red, double green, double blue] => new ChannelValues((float)red, (float)green, (float)blue),
        _ => throw new ToolException($"Expected were three numbers for the option '--{name}', red, green, blue; given were {values.Length}."),
    };
}
