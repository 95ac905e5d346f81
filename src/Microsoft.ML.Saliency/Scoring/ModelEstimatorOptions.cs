using System.Text.Json.Serialization;

namespace Microsoft.ML.Saliency;

/// <summary>Settings that all estimators with a classifier share.</summary>
public abstract record ModelEstimatorOptions
{
    private protected ModelEstimatorOptions()
    {
    }

    /// <summary>What turns an image into the tensor that the model eats, or, for a vector column, how its values were made of pixel values.</summary>
    /// <value>
    /// Default: null. Images are then preprocessed as by <see cref="KnownPreprocessing.ImageNet"/>, right for torchvision's models and for no
    /// others; the values of vectors are of unknown origin, so that baselines defined in pixel space are refused.
    /// </value>
    public ImagePreprocessing? Preprocessing { get; init; }

    /// <summary>How a model file is loaded and run; not used where a scorer is given.</summary>
    /// <value>Default: the defaults of <see cref="OnnxScorerOptions"/>.</value>
    public OnnxScorerOptions Scorer { get; init; } = new();

    /// <summary>What <c>mlContext.Model.Save</c> stores of the ONNX model.</summary>
    /// <value>Default: <see cref="OnnxModelStorage.Embedded"/>.</value>
    public OnnxModelStorage ModelStorage { get; init; } = OnnxModelStorage.Embedded;

    /// <summary>The text column with the path of a row's image, to name the row in errors (<see cref="SaliencyRowException"/>) where the data has such a column.</summary>
    /// <value>Default: "ImagePath", as <see cref="SaliencyCatalog.LoadImages"/> names it.</value>
    public string ImagePathColumnName { get; init; } = RowNaming.DefaultPathColumn;

    /// <summary>Told of each row's progress, from the scoring threads; and of the rows read by Fit, if it learns a baseline. Not saved with the pipeline.</summary>
    /// <value>Default: null.</value>
    [JsonIgnore]
    public IProgress<SaliencyProgress>? Progress { get; init; }

    /// <summary>Stops Fit and the scoring, which then throw <see cref="OperationCanceledException"/>; ML.NET itself offers no cancellation. Not saved with the pipeline.</summary>
    /// <value>Default: none.</value>
    [JsonIgnore]
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>The part of the ONNX model that a saved pipeline contains.</summary>
public enum OnnxModelStorage
{
    /// <summary>The model.</summary>
    Embedded,

    /// <summary>
    /// The path of its file, as given, and the file's SHA-256: the file must be present and unchanged when the model is used. A relative path
    /// is resolved against the working directory. The hash does not cover weights in files beside it.
    /// </summary>
    Path,
}
