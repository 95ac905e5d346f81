namespace Microsoft.ML.Saliency.Tool;

/// <summary>Reads images as the model eats them. Work goes image by image, so the last one is kept.</summary>
internal sealed class StudyInputs(ImagePreprocessing preprocessing, TensorShape shape)
{
    private (string Path, LoadedImage Image, ClassifierInput Input)? _last;

    /// <summary>Reads an image. Called by one thread at a time.</summary>
    /// <exception cref="SkipException">It cannot be read, or cannot become what the model eats.</exception>
    public (LoadedImage Image, ClassifierInput Input) Read(string path)
    {
        if (_last?.Path != path)
        {
            LoadedImage image = LoadedImage.Load(path);
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
    /// <exception cref="SkipException">It is another one now.</exception>
    public ClassifierInput Read(StudyImage image)
    {
        (LoadedImage loaded, ClassifierInput input) = Read(image.Path);
        return loaded.Sha256 == image.Sha256 ? input : throw new SkipException("the file has changed while the study went on.");
    }
}
