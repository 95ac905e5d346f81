namespace Microsoft.ML.Saliency.Tool;

/// <summary>Explains images. The numbers of an image are written last: with them all of its files are there.</summary>
internal sealed class ExplainWork(RunFolder run, ExplainSettings settings, IExplainer explainer)
    : IWork<ImageItem, ExplainWork.Input, ExplainWork.Result>
{
    private readonly ImagePreprocessing _preprocessing = settings.CreatePreprocessing(explainer.Scorer);
    private readonly SaliencyTargets _targets = settings.CreateTargets(explainer.Scorer);
    private readonly ImageLoadOptions _loading = settings.CreateLoading();
    private readonly long _passes = explainer.Passes;

    public string What => "images";
    public string Name(ImageItem item) => item.Name;
    public long Passes(ImageItem item) => _passes;

    public bool IsDone(ImageItem item) =>
        run.ReadJson<ImageResult>(ImageResult.FileOf(item.Name)) is { Error: null } result &&
        result.Sha256 == LoadedImage.HashOfFile(item.Path) &&
        result.Files().All(run.Has);

    public Input Prepare(ImageItem item)
    {
        LoadedImage image = LoadedImage.Load(item.Path, _loading);
        try
        {
            return new Input(image, ClassifierInput.FromImage(image.Picture, explainer.Scorer.InputShape, _preprocessing));
        }
        catch (ArgumentException exception)
        {
            throw new SkipException(ErrorText.OneLine(exception));
        }
    }

    public Result Compute(ImageItem item, Input input, CancellationToken cancellationToken) => SkipException.UnlessFinite(
        () => new Result(input.Image, explainer.Explain(input.Tensor, _targets, progress: null, cancellationToken)));

    public void Save(ImageItem item, Result result)
    {
        RgbImage picture = result.Image.Picture;
        ImageRegion region = _preprocessing.VisibleRegion(picture.Height, picture.Width, explainer.Scorer.InputShape);
        foreach (SaliencyMap map in result.Maps)
        {
            RgbImage overlay = map.Overlay(picture, ColorMapOf(settings.Colors), settings.Opacity, region);
            AtomicFile.Write(run.PathOf(ImageResult.OverlayFileOf(item.Name, map.Target)), overlay.Save);
        }

        run.WriteBytes(ImageResult.MapsFileOf(item.Name), NpyFile.Write(result.Maps));
        MapResult[] maps = [.. result.Maps.Select(map => MapResult.Of(map, explainer.Scorer.Labels, !settings.NoFidelity))];
        Write(new ImageResult(item.Name, result.Image.Sha256, picture.Height, picture.Width, maps, Error: null));
    }

    public object Describe(ImageItem item, Result result) => result.Maps.Select(map => new
    {
        Class = map.Target,
        Name = explainer.Scorer.Labels?[map.Target],
        map.Score,
        Path = run.PathOf(ImageResult.OverlayFileOf(item.Name, map.Target)),
    });

    public void SaveSkipped(ImageItem item, string reason) =>
        Write(new ImageResult(item.Name, LoadedImage.HashOfFile(item.Path), Height: null, Width: null, Maps: [], reason));

    /// <summary>Writes an image's numbers, after deleting what remains of an earlier result.</summary>
    private void Write(ImageResult result)
    {
        if (run.ReadJson<ImageResult>(ImageResult.FileOf(result.Image)) is ImageResult earlier)
        {
            foreach (string file in earlier.Files().Except(result.Files()))
            {
                run.Delete(file);
            }
        }

        run.WriteJson(ImageResult.FileOf(result.Image), result);
    }

    private static ColorMap ColorMapOf(OverlayColors colors) => colors switch
    {
        OverlayColors.Viridis => KnownColorMaps.Viridis,
        OverlayColors.Jet => KnownColorMaps.Jet,
        OverlayColors.Gray => KnownColorMaps.Gray,
        OverlayColors.BlueWhiteRed => KnownColorMaps.BlueWhiteRed,
        _ => KnownColorMaps.Inferno,
    };

    /// <summary>An image, decoded and preprocessed.</summary>
    internal sealed record Input(LoadedImage Image, ClassifierInput Tensor);

    /// <summary>An image with its maps.</summary>
    internal sealed record Result(LoadedImage Image, IReadOnlyList<SaliencyMap> Maps);
}
