namespace Microsoft.ML.Saliency.Tool;

/// <summary>Asks whether maps find the objects whose pixels are known.</summary>
/// <param name="objects">The objects' masks.</param>
/// <param name="preprocessing">How images become the model's input.</param>
/// <param name="input">The model's input.</param>
/// <param name="labels">The class names; none if they are not known.</param>
/// <param name="bootstrap">The intervals' settings.</param>
internal sealed class StudyLocalization(ObjectMasks objects, ImagePreprocessing preprocessing, TensorShape input, IReadOnlyList<string> labels, BootstrapOptions bootstrap)
{
    /// <summary>The pixels of the object of each image's class; nothing for images without a mask, or whose object the crop cuts away.</summary>
    public IReadOnlyDictionary<StudyImage, bool[]> Find(IEnumerable<StudyImage> images)
    {
        var found = new Dictionary<StudyImage, bool[]>();
        foreach (StudyImage image in images)
        {
            if (objects.Find(image.Name, image.Target, labels.Count > 0 ? labels[image.Target] : null) is string file)
            {
                RgbImage picture = LoadedImage.Load(image.Path).Picture;
                bool[] mask = ObjectMasks.Read(file, picture.Height, picture.Width, preprocessing, input);
                if (mask.Contains(true))
                {
                    found.Add(image, mask);
                }
            }
        }

        return found;
    }

    /// <summary>The figures of one model's maps.</summary>
    /// <param name="model">Whose maps.</param>
    /// <param name="cache">Where they are.</param>
    /// <param name="methods">The methods, with how their maps are made.</param>
    /// <param name="masks">The objects' pixels.</param>
    public IEnumerable<LocalizationResult> Measure(string model, StudyCache cache, IEnumerable<(string Method, MapSpec Spec)> methods, IReadOnlyDictionary<StudyImage, bool[]> masks) =>
        methods.Select(method => LocalizationResult.Of(
            model,
            method.Method,
            [.. masks.OrderBy(mask => mask.Key.Name, StringComparer.Ordinal).Select(mask => (cache.ReadMap(mask.Key, method.Spec), mask.Value))],
            bootstrap));
}
