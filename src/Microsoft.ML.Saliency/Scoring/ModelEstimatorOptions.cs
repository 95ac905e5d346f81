namespace Microsoft.ML.Saliency;

/// <summary>Settings that all estimators with a classifier share.</summary>
public abstract record ModelEstimatorOptions
{
    private protected ModelEstimatorOptions()
    {
    }

    /// <summary>Gets the preprocessing from an image to the model's input, or the one that made the values of a vector column.</summary>
    /// <value>
    /// Default: null. For a saliency estimator images are then preprocessed by <see cref="KnownPreprocessing.ImageNet"/>, which fits
    /// torchvision's models and no others; for vectors the origin of the values is then unknown, and baselines in pixel space are refused.
    /// A perturbation curve takes the preprocessing that the map column carries; if that carries none, images need this setting. Another
    /// than the column's is refused.
    /// </value>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>Gets the settings for loading and running a model file; ignored for a scorer.</summary>
    /// <value>Default: the defaults of <see cref="OnnxScorerOptions"/>.</value>
    public OnnxScorerOptions Scorer { get; init; } = new();

    /// <summary>Gets the part of the ONNX model that <c>mlContext.Model.Save</c> stores.</summary>
    /// <value>Default: <see cref="OnnxModelStorage.Embedded"/>.</value>
    public OnnxModelStorage ModelStorage { get; init; } = OnnxModelStorage.Embedded;

    /// <summary>Gets the text column that names a row in errors (<see cref="SaliencyRowException"/>), where the data has it.</summary>
    /// <value>Default: "ImagePath", as <see cref="SaliencyCatalog.LoadImages"/> names it.</value>
    public string ImagePathColumnName { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>Gets the receiver of each row's progress, on the scoring threads, and of the rows that Fit learns from.</summary>
    /// <value>Default: null. Not saved with the pipeline.</value>
    [JsonIgnore]
    public IProgress<SaliencyProgress>? Progress { get; init; }

    /// <summary>Gets the token that stops Fit and scoring with an <see cref="OperationCanceledException"/>.</summary>
    /// <value>Default: none. Not saved with the pipeline.</value>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>The part of the ONNX model that a saved pipeline contains.</summary>
public enum OnnxModelStorage
{
    /// <summary>The model.</summary>
    Embedded,

    /// <summary>The path of its file, as given, and the file's SHA-256: the file must be present and unchanged when the model is used. A
    /// relative path is resolved against the working directory. The hash does not cover weights in files beside it.</summary>
    Path,
}
