namespace Microsoft.ML.Saliency.Tool;

/// <summary>Chooses the images that the report shows, and writes their pictures.</summary>
internal sealed class StudyGallery(
    StudyPlan plan, StudyCache cache, RunFolder run, ImageLoadOptions loading, ImagePreprocessing preprocessing, ClassLabels? labels)
{
    /// <summary>Gets so many items at even distances, or all if there are no more.</summary>
    public static T[] Spread<T>(IReadOnlyList<T> items, int count) =>
        items.Count <= count ? [.. items] : [.. Enumerable.Range(0, count).Select(i => items[(int)((i + 0.5) * items.Count / count)])];

    /// <summary>Shows so many of the images, at even distances.</summary>
    public IReadOnlyList<ShownImage> Show(IReadOnlyList<StudyImage> images, int count) => [.. Spread(images, count).Select(Show)];

    private ShownImage Show(StudyImage image)
    {
        string picture = cache.PictureFile(image);
        AtomicFile.Write(run.PathOf(picture), part => Save(image, part));
        string label = labels?[image.Target] ?? $"class {image.Target}";
        return new ShownImage(
            image.Name, $"{label}, probability {image.Score:0.0%}", picture,
            [
                Row(
                    image, $"{StudyPlan.Rise}, another seed",
                    plan.ByBaseline[0].Conditions[0].Specs.Select((spec, seed) => ($"seed {seed}", spec))),
                .. plan.ByBaseline.Concat(plan.Hyperparameters).Select(axis => Row(
                    image, $"{axis.Method}: {axis.Choice}", axis.Conditions.Select(condition => (condition.Label, condition.Specs[0])))),
            ],
            [.. plan.ReferenceMethods.Select(
                method => new ShownCurves(method.Method, cache.CurvesFile(image, method.Spec, plan.MetricKey, plan.Baselines[0])))]);
    }

    private ShownRow Row(StudyImage image, string title, IEnumerable<(string Label, MapSpec Spec)> maps)
    {
        (string Label, MapSpec Spec, SaliencyMap Map)[] read =
            [.. maps.Select(map => (map.Label, map.Spec, cache.ReadMap(image, map.Spec)))];
        return new ShownRow(
            title, read.Min(map => map.Map.Minimum), read.Max(map => map.Map.Maximum),
            [.. read.Select(map => new ShownMap(map.Label, cache.MapFile(image, map.Spec)))]);
    }

    /// <summary>Writes the picture as the model sees it: resized and cropped, but in pixel values.</summary>
    private void Save(StudyImage image, string path)
    {
        TensorShape input = plan.Scorer.InputShape.Colors;
        var interleaved = new TensorShape(input.Channels, input.Height, input.Width, TensorLayout.Nhwc);
        ImagePreprocessing pixelsOnly = preprocessing with { ChannelOrder = ChannelOrder.Rgb, Divisor = 1, Mean = new(0), Std = new(1) };
        RgbImage picture = LoadedImage.Load(image.Path, loading).Picture;
        ReadOnlySpan<float> values = ClassifierInput.FromImage(picture, interleaved, pixelsOnly).Tensor.Span;
        var pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, byte.MaxValue);
        }

        PixelFormat format = input.Channels == 1 ? PixelFormat.Gray8 : PixelFormat.Rgb24;
        RgbImage.FromPixels(pixels, input.Height, input.Width, format).Save(path);
    }
}
