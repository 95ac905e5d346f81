namespace Microsoft.ML.Saliency.Tool;

/// <summary>Scores the maps of images.</summary>
internal sealed class EvaluateWork(RunFolder evaluation, ExplainedRun run, SaliencyEvaluator evaluator, ObjectMasks? masks)
    : IWork<ImageResult, EvaluateWork.Input, EvaluationResult>
{
    private readonly ImagePreprocessing _preprocessing = run.Settings.CreatePreprocessing(evaluator.Scorer);

    public string What => "images";
    public string Name(ImageResult item) => item.Image;
    public long Passes(ImageResult item) => item.Maps.Count * evaluator.Passes;

    public bool IsDone(ImageResult item) =>
        evaluation.ReadJson<EvaluationResult>(EvaluationResult.FileOf(item.Image)) is { Error: null } result &&
        result.Inputs.SequenceEqual(InputsOf(item));

    public Input Prepare(ImageResult item)
    {
        TensorShape shape = evaluator.Scorer.InputShape;
        LoadedImage image = LoadedImage.Load(ImageItem.PathOf(run.Settings.Images, item.Image), run.Settings.CreateLoading());
        if (image.Sha256 != item.Sha256)
        {
            throw new SkipException("the image has changed since it was explained.");
        }

        string maps = Path.Combine(run.Folder, ImageResult.MapsFileOf(item.Image));
        try
        {
            float[][] values = NpyFile.Read(File.ReadAllBytes(maps), item.Maps.Count, shape.Height, shape.Width);
            return new Input(
                ClassifierInput.FromImage(image.Picture, shape, _preprocessing),
                [.. item.Maps.Select((map, t) => new SaliencyMap(shape.Height, shape.Width, values[t], map.Target, map.Score))],
                [.. item.Maps.Select(
                    map => masks?.Find(item.Image, map) is string file ? masks.Read(file, item, _preprocessing, shape) : [])]);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException)
        {
            throw new SkipException(ErrorText.OneLine(exception));
        }
    }

    public EvaluationResult Compute(ImageResult item, Input input, CancellationToken cancellationToken) => SkipException.UnlessFinite(
        () => new EvaluationResult(item.Image, InputsOf(item), [.. item.Maps.Select((map, t) =>
        {
            // A mask whose object is outside the crop says nothing.
            bool[] mask = input.Masks[t].Contains(true) ? input.Masks[t] : [];
            string? file = mask.Length > 0 ? Path.GetFileName(masks!.Find(item.Image, map)) : null;
            return EvaluatedMap.Of(evaluator.Evaluate(input.Tensor, input.Maps[t], mask, cancellationToken), map.Label, file);
        })], Error: null));

    public void Save(ImageResult item, EvaluationResult result) =>
        evaluation.WriteJson(EvaluationResult.FileOf(item.Image), result);

    public object Describe(ImageResult item, EvaluationResult result) => result.Maps.Select(map => new
    {
        Class = map.Target,
        Name = map.Label,
        Score = map.Morf.Scores[0],
        Path = evaluation.PathOf(EvaluationResult.FileOf(item.Image)),
    });

    public void SaveSkipped(ImageResult item, string reason) =>
        evaluation.WriteJson(EvaluationResult.FileOf(item.Image), new EvaluationResult(item.Image, InputsOf(item), [], reason));

    private string[] InputsOf(ImageResult item)
    {
        string[] files = [
            Path.Combine(run.Folder, ImageResult.MapsFileOf(item.Image)),
            .. item.Maps.Select(map => masks?.Find(item.Image, map)).OfType<string>(),
        ];
        return [.. files.Select(file => LoadedImage.HashOfFile(file) ?? "")];
    }

    /// <summary>An image with its maps, and the objects' pixels for each, empty where they are unknown.</summary>
    internal sealed record Input(ClassifierInput Tensor, IReadOnlyList<SaliencyMap> Maps, IReadOnlyList<bool[]> Masks);
}
