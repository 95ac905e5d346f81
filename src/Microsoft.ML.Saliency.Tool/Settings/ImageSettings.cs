namespace Microsoft.ML.Saliency.Tool;

/// <summary>Settings of the images and of how they become the model's input.</summary>
internal record ImageSettings : ModelSettings
{
    [Setting("The folder of images (.png, .jpg, .jpeg, .bmp, .gif, .webp), or one image file.", Value = "FOLDER", IsRequired = true)]
    public string Images { get; init; } = "";

    [Setting("Include the subfolders.")]
    public bool Recursive { get; init; }

    [Setting("Photos with an EXIF orientation: turned upright, or as they are stored.", typeof(ImageLoadOptions))]
    public ImageOrientation Orientation { get; init; }

    [Setting("The most pixels of an image; larger ones are skipped.", typeof(ImageLoadOptions), Value = "N")]
    public int MaxPixels { get; init; } = new ImageLoadOptions().MaxPixels;

    [Setting(
        "What the model was trained with: {presets}. Default: imagenet (torchvision's).", Value = "NAME", Alias = "preset")]
    public string Preprocessing { get; init; } = "imagenet";

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

    /// <summary>Gets the presets of the preprocessing, by name.</summary>
    public static IReadOnlyDictionary<string, ImagePreprocessing> Presets { get; } = KnownPreprocessing.All
        .DistinctBy(preset => preset.Preprocessing).ToDictionary(preset => preset.Name, preset => preset.Preprocessing);

    /// <summary>Lists the images, and tells what else is there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ImageItem[] FindImages(Output output)
    {
        CreateLoading().Validate();
        return ImageItem.Find(Images, Recursive, output);
    }

    /// <summary>Creates the settings of reading an image file.</summary>
    public ImageLoadOptions CreateLoading() => EngineOptions.Create<ImageLoadOptions>(this);

    /// <summary>Loads the model, whose input must be one that images can be made into.</summary>
    /// <exception cref="ToolException">A setting does not fit it.</exception>
    public override OnnxScorer Load(Output output)
    {
        OnnxScorer model = base.Load(output);
        try
        {
            if (CreatePreprocessing(model).KeepsBytes && !CreatePreset().KeepsBytes)
            {
                output.Warn(
                    $"Input '{model.InputName}' takes the pixels' bytes, 0..255, so that the divisor, mean and standard deviation of " +
                    $"--preprocessing {Preprocessing} are left out.");
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Creates the preprocessing that the settings give for a model.</summary>
    /// <exception cref="ToolException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">It cannot make the model's input of any image.</exception>
    public ImagePreprocessing CreatePreprocessing(IScorer model) => CreatePreset().For(model.InputShape, model.TakesBytes);

    /// <summary>Warns if the model seems to see nothing in the first images.</summary>
    public void CheckPreprocessing(OnnxScorer model, IReadOnlyList<ImageItem> items, Output output, CancellationToken cancellationToken)
    {
        IReadOnlyList<RgbImage> images = FirstImages.Load(items, CreateLoading());
        IEnumerable<KeyValuePair<string, ImagePreprocessing>> others =
            Presets.Select(preset => KeyValuePair.Create($"--preprocessing {preset.Key}", preset.Value));
        if (images.Count > 0 &&
            PreprocessingCheck.FindFault(model, images, CreatePreprocessing(model), others, cancellationToken) is string fault)
        {
            output.Warn(fault + " 'mlsaliency info --images' compares all presets.");
        }
    }

    private ImagePreprocessing CreatePreset()
    {
        if (KnownPreprocessing.All.FirstOrDefault(known => known.Name == Preprocessing)?.Preprocessing is not ImagePreprocessing preset)
        {
            string[] names = [.. KnownPreprocessing.All.Select(known => known.Name)];
            throw new ToolException(
                $"--preprocessing must be one of {string.Join(", ", names)}, but was '{Preprocessing}'." +
                NearestNames.Suggest(Preprocessing, names));
        }

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
