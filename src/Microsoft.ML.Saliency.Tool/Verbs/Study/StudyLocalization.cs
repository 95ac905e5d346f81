namespace Microsoft.ML.Saliency.Tool;

/// <summary>Asks whether maps find the objects whose pixels are known.</summary>
/// <param name="objects">The objects' masks.</param>
/// <param name="preprocessing">How images become the model's input.</param>
/// <param name="input">The model's input.</param>
/// <param name="labels">The class names; none if they are not known.</param>
/// <param name="bootstrap">The intervals' settings.</param>
internal sealed class StudyLocalization(
    ObjectMasks objects, ImagePreprocessing preprocessing, TensorShape input, IReadOnlyList<string> labels, BootstrapOptions bootstrap)
{
    /// <summary>The pixels of the object of each image's class; nothing for images without a mask, or whose object the crop cuts away.</summary>
    /// <exception cref="ToolException">There is no mask at all, or one is no picture of its image's size.</exception>
    public IReadOnlyDictionary<StudyImage, bool[]> Find(IReadOnlyList<StudyImage> images)
    {
        var found = new Dictionary<StudyImage, bool[]>();
        foreach (StudyImage image in images)
        {
            if (objects.Find(image.Name, image.Target, LabelOf(image)) is string file && Read(file, image) is var mask && mask.Contains(true))
            {
                found.Add(image, mask);
            }
        }

        return found.Count > 0
            ? found
            : throw new ToolException(
                $"There is no mask for the predicted class of any image: expected was, for the image {images[0].Name}, a file such as " +
                $"{Path.GetFileNameWithoutExtension(images[0].Name)}-{LabelOf(images[0]) ?? images[0].Target.ToString()}.png.");
    }

    /// <summary>The figures of one model's maps.</summary>
    /// <param name="model">Whose maps.</param>
    /// <param name="cache">Where they are.</param>
    /// <param name="methods">The methods, with how their maps are made.</param>
    /// <param name="masks">The objects' pixels.</param>
    public IEnumerable<LocalizationResult> Measure(
        string model, StudyCache cache, IEnumerable<(string Method, MapSpec Spec)> methods, IReadOnlyDictionary<StudyImage, bool[]> masks) =>
        methods.Select(method => LocalizationResult.Of(
            model,
            method.Method,
            [.. masks.OrderBy(mask => mask.Key.Name, StringComparer.Ordinal).Select(mask => (cache.ReadMap(mask.Key, method.Spec), mask.Value))],
            bootstrap));

    private string? LabelOf(StudyImage image) => labels.Count > 0 ? labels[image.Target] : null;

    private bool[] Read(string file, StudyImage image)
    {
        try
        {
            RgbImage picture = LoadedImage.Load(image.Path).Picture;
            return ObjectMasks.Read(file, picture.Height, picture.Width, preprocessing, input);
        }
        catch (SkipException exception)
        {
            throw new ToolException($"The mask of {image.Name} cannot be used: {ErrorText.OneLine(exception)}");
        }
    }
}
