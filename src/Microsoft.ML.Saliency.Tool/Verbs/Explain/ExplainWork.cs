namespace Microsoft.ML.Saliency.Tool;

/// <summary>Explains images. The numbers of an image are written last: with them all of its files are there.</summary>
internal sealed class ExplainWork : IWork<ImageItem, ExplainWork.Input, ExplainWork.Result>
{
    private readonly RunFolder _run;
    private readonly ExplainSettings _settings;
    private readonly IExplainer _explainer;
    private readonly ImagePreprocessing _preprocessing;
    private readonly SaliencyTargets _targets;
    private readonly IReadOnlyList<string> _labels;
    private readonly long _passes;

    public ExplainWork(RunFolder run, ExplainSettings settings, IExplainer explainer, IReadOnlyList<string> labels)
    {
        _run = run;
        _settings = settings;
        _explainer = explainer;
        _preprocessing = settings.CreatePreprocessing();
        _targets = settings.Targets;
        _labels = labels;
        _passes = explainer.Passes;
    }

    public string What => "images";

    public string Name(ImageItem item) => item.Name;

    public long Passes(ImageItem item) => _passes;

    public bool IsDone(ImageItem item) =>
        _run.ReadJson<ImageResult>(ImageResult.FileOf(item.Name)) is { Error: null } result &&
        result.Sha256 == LoadedImage.HashOfFile(item.Path) &&
        result.Files().All(_run.Has);

    public Input Prepare(ImageItem item)
    {
        LoadedImage image = LoadedImage.Load(item.Path);
        try
        {
            return new Input(image, ClassifierInput.FromImage(image.Picture, _explainer.Scorer.InputShape, _preprocessing));
        }
        catch (ArgumentException exception)
        {
            throw new SkipException(ErrorText.OneLine(exception));
        }
    }

    public Result Compute(ImageItem item, Input input, CancellationToken cancellationToken)
    {
        try
        {
            return new Result(input.Image, _explainer.Explain(input.Tensor, _targets, progress: null, cancellationToken));
        }
        catch (InvalidOperationException exception)
        {
            // A score that is not finite.
            throw new SkipException(ErrorText.OneLine(exception));
        }
    }

    public void Save(ImageItem item, Result result)
    {
        RgbImage picture = result.Image.Picture;
        ImageRegion region = _preprocessing.VisibleRegion(picture.Height, picture.Width, _explainer.Scorer.InputShape);
        foreach (SaliencyMap map in result.Maps)
        {
            RgbImage overlay = map.Overlay(picture, ColorMapOf(_settings.Colors), _settings.Opacity, region);
            AtomicFile.Write(_run.PathOf(ImageResult.OverlayFileOf(item.Name, map.Target)), overlay.Save);
        }

        _run.WriteBytes(ImageResult.MapsFileOf(item.Name), NpyFile.Write(result.Maps));
        MapResult[] maps = [.. result.Maps.Select(map => MapResult.Of(map, _labels, !_settings.NoFidelity))];
        Write(new ImageResult(item.Name, result.Image.Sha256, picture.Height, picture.Width, maps, Error: null));
    }

    public void SaveSkipped(ImageItem item, string reason) =>
        Write(new ImageResult(item.Name, LoadedImage.HashOfFile(item.Path), Height: null, Width: null, Maps: [], reason));

    /// <summary>Writes an image's numbers, after deleting what remains of an earlier result.</summary>
    private void Write(ImageResult result)
    {
        if (_run.ReadJson<ImageResult>(ImageResult.FileOf(result.Image)) is ImageResult earlier)
        {
            foreach (string file in earlier.Files().Except(result.Files()))
            {
                _run.Delete(file);
            }
        }

        _run.WriteJson(ImageResult.FileOf(result.Image), result);
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
