namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image of the study, with the model's scores.</summary>
internal sealed record StudyImage(string Name, string Path, string Sha256, IReadOnlyList<ImageNeutrality> Neutrality)
{
    /// <summary>The class that is explained: the predicted one.</summary>
    public int Target => Neutrality[0].Target;

    /// <summary>The model's probability of it.</summary>
    public double Score => Neutrality[0].TargetProbability;
}

/// <summary>Reads images as the model's input. Work proceeds image by image, so the last one is kept.</summary>
internal sealed class StudyInputs(ImageLoadOptions loading, ImagePreprocessing preprocessing, TensorShape shape)
{
    private (string Path, LoadedImage Image, ClassifierInput Input)? _last;

    /// <summary>Reads an image. Called by one thread at a time.</summary>
    /// <exception cref="SkipException">It cannot be read, or cannot become the model's input.</exception>
    public (LoadedImage Image, ClassifierInput Input) Read(string path)
    {
        if (_last?.Path != path)
        {
            LoadedImage image = LoadedImage.Load(path, loading);
            try
            {
                _last = (path, image, ClassifierInput.FromImage(image.Picture, shape, preprocessing));
            }
            catch (ArgumentException exception)
            {
                throw new SkipException(ErrorText.OneLine(exception));
            }
        }

        return (_last!.Value.Image, _last.Value.Input);
    }

    /// <summary>Reads an image that has been read before.</summary>
    /// <exception cref="SkipException">It has changed.</exception>
    public ClassifierInput Read(StudyImage image)
    {
        (LoadedImage loaded, ClassifierInput input) = Read(image.Path);
        return loaded.Sha256 == image.Sha256 ? input : throw new SkipException("the file has changed during the study.");
    }
}
