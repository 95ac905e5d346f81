namespace Microsoft.ML.Saliency.Tool;

/// <summary>Measures whether maps find the objects whose pixels are known.</summary>
internal sealed class StudyLocalization(
    ObjectMasks objects, ImageLoadOptions loading, ImagePreprocessing preprocessing, TensorShape input, ClassLabels? labels,
    BootstrapOptions bootstrap)
{
    /// <summary>Reads the pixels of the object of each image's class, except for images without a mask or whose object is outside the
    /// crop.</summary>
    /// <exception cref="ToolException">There is no mask at all, or one is not a picture of its image's size.</exception>
    public IReadOnlyDictionary<StudyImage, bool[]> Find(IReadOnlyList<StudyImage> images)
    {
        var found = new Dictionary<StudyImage, bool[]>();
        foreach (StudyImage image in images)
        {
            string? file = objects.Find(image.Name, image.Target, LabelOf(image));
            if (file is not null && Read(file, image) is var mask && mask.Contains(true))
            {
                found.Add(image, mask);
            }
        }

        return found.Count > 0
            ? found
            : throw new ToolException(
                $"There is no mask for the predicted class of any image. For the image {images[0].Name}, add a file such as " +
                $"{Path.GetFileNameWithoutExtension(images[0].Name)}-{LabelOf(images[0]) ?? images[0].Target.ToString()}.png.");
    }

    /// <summary>Gets the figures of one model's maps.</summary>
    public IEnumerable<LocalizationResult> Measure(
        string model, StudyCache cache, IEnumerable<(string Method, MapSpec Spec)> methods,
        IReadOnlyDictionary<StudyImage, bool[]> masks) =>
        methods.Select(method => Measure(
            model, method.Method,
            [.. masks.OrderBy(mask => mask.Key.Name, StringComparer.Ordinal)
                .Select(mask => (cache.ReadMap(mask.Key, method.Spec), mask.Value))]));

    private LocalizationResult Measure(string model, string method, IReadOnlyList<(SaliencyMap Map, bool[] Object)> maps)
    {
        double[] chance = [.. maps.Select(map => MapLocalization.ChanceLevel(map.Object))];
        double[] hits = [.. maps.Select(map => MapLocalization.PointsAt(map.Map, map.Object) ? 1.0 : 0)];
        double[] energy = [.. maps.Select(map => MapLocalization.EnergyInside(map.Map, map.Object))];
        return new(
            model, method, maps.Count, MeanEstimate.Of(chance).Mean, MeanEstimate.Of(hits), BeyondChance(hits), MeanEstimate.Of(energy),
            BeyondChance(energy));

        IntervalEstimate BeyondChance(double[] values) =>
            IntervalEstimate.OfMean([.. values.Zip(chance, (value, level) => value - level)], bootstrap);
    }

    private string? LabelOf(StudyImage image) => labels?[image.Target];

    private bool[] Read(string file, StudyImage image)
    {
        try
        {
            RgbImage picture = LoadedImage.Load(image.Path, loading).Picture;
            return objects.Read(file, picture.Height, picture.Width, preprocessing, input);
        }
        catch (SkipException exception)
        {
            throw new ToolException($"The object of {image.Name} could not be used: {ErrorText.OneLine(exception)}");
        }
    }
}
