namespace Microsoft.ML.Saliency.Tool;

/// <summary>The presets of <see cref="KnownPreprocessing"/>.</summary>
internal enum PreprocessingPreset { Imagenet, Caffe, Tensorflow, ZeroToOne }

/// <summary>Settings of the images and of how they become the model's input.</summary>
internal record ImageSettings : ModelSettings
{
    [Setting("The folder of images: .png, .jpg, .jpeg, .bmp, .gif, .webp.", Value = "FOLDER", IsRequired = true)]
    public string Images { get; init; } = "";

    [Setting("Include the subfolders.")]
    public bool Recursive { get; init; }

    [Setting("A text file with the class names, one a line, in the order of the model's outputs.", Value = "FILE")]
    public string? Labels { get; init; }

    [Setting("What the model was trained with. Default: imagenet (torchvision's).")]
    public PreprocessingPreset Preprocessing { get; init; }

    [Setting("How an image is resized to the input. Default: the preset's.")]
    public ResizeMode? Resize { get; init; }

    [Setting("Pixels of the short side, with --resize short-side. Default: 256 for an input of 224, in proportion.", Value = "N")]
    public int? ShortSide { get; init; }

    [Setting("Order of the colors. Default: the preset's.")]
    public ChannelOrder? ChannelOrder { get; init; }

    [Setting("Divisor of the pixel values 0..255, before mean and std. Default: the preset's.", Value = "X")]
    public double? Divisor { get; init; }

    [Setting("Mean to subtract, red, green, blue. Default: the preset's.", Value = "R,G,B")]
    public double[]? Mean { get; init; }

    [Setting("Standard deviation to divide by, red, green, blue. Default: the preset's.", Value = "R,G,B")]
    public double[]? Std { get; init; }

    /// <summary>Creates the preset with the other settings in place.</summary>
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
            Mean = Colors(Mean, "mean") ?? preset.Mean,
            Std = Colors(Std, "std") ?? preset.Std,
        };
    }

    /// <summary>Reads the class names; none if there is no file.</summary>
    /// <exception cref="ToolException">The file is not there, or has another number of names than the model has classes.</exception>
    public IReadOnlyList<string> ReadLabels(int classCount)
    {
        if (Labels is null)
        {
            return [];
        }

        if (!File.Exists(Labels))
        {
            throw new ToolException($"Labels file '{Labels}' was not found. Check --labels.");
        }

        string[] names = [.. File.ReadLines(Labels).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length == classCount
            ? names
            : throw new ToolException($"Labels file '{Labels}' must have {classCount} class names, one a line, but has {names.Length}.");
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

    private static ChannelValues? Colors(double[]? values, string name) => values switch
    {
        null => null,
        [double red, double green, double blue] => new ChannelValues((float)red, (float)green, (float)blue),
        _ => throw new ToolException($"--{name} must be three numbers, red, green, blue, but has {values.Length}."),
    };
}
