using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Data;

namespace Microsoft.ML.Saliency;

/// <summary>Saliency methods for image classifiers in ML.NET pipelines; made by <c>mlContext.Saliency()</c>.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The verbs of a catalog are methods of its instance.")]
public sealed class SaliencyCatalog
{
    private readonly MLContext _context;

    internal SaliencyCatalog(MLContext context)
    {
        _context = context;
        ImagesOfAnySize.Register();
    }

    /// <summary>Explains a classifier by RISE.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score; "TargetLabel" its name, if known.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="scorer">The classifier; it stays the caller's to dispose, after the pipeline's last use.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public RiseSaliencyEstimator Rise(string outputColumnName, string inputColumnName, IScorer scorer, RiseSaliencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        return new RiseSaliencyEstimator(outputColumnName, inputColumnName, new SharedScorerSource(scorer), options ?? new RiseSaliencyOptions(), LogOf(nameof(Rise)));
    }

    /// <summary>Explains an ONNX classifier by RISE.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score; "TargetLabel" its name, if known.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="modelFile">Path of the .onnx file. Each fitted transformer loads the model for itself and frees it when disposed.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    public RiseSaliencyEstimator Rise(string outputColumnName, string inputColumnName, string modelFile, RiseSaliencyOptions? options = null)
    {
        options ??= new RiseSaliencyOptions();
        return new RiseSaliencyEstimator(outputColumnName, inputColumnName, SourceOf(modelFile, options, nameof(Rise)), options, LogOf(nameof(Rise)));
    }

    /// <summary>Explains a classifier by occlusion.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score; "TargetLabel" its name, if known.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="scorer">The classifier; it stays the caller's to dispose, after the pipeline's last use.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public OcclusionSaliencyEstimator Occlusion(string outputColumnName, string inputColumnName, IScorer scorer, OcclusionSaliencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        return new OcclusionSaliencyEstimator(outputColumnName, inputColumnName, new SharedScorerSource(scorer), options ?? new OcclusionSaliencyOptions(), LogOf(nameof(Occlusion)));
    }

    /// <summary>Explains an ONNX classifier by occlusion.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score; "TargetLabel" its name, if known.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="modelFile">Path of the .onnx file. Each fitted transformer loads the model for itself and frees it when disposed.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    public OcclusionSaliencyEstimator Occlusion(string outputColumnName, string inputColumnName, string modelFile, OcclusionSaliencyOptions? options = null)
    {
        options ??= new OcclusionSaliencyOptions();
        return new OcclusionSaliencyEstimator(outputColumnName, inputColumnName, SourceOf(modelFile, options, nameof(Occlusion)), options, LogOf(nameof(Occlusion)));
    }

    /// <summary>Follows a classifier's score while images are perturbed in the order of their maps: MoRF, LeRF, deletion, insertion.</summary>
    /// <param name="outputColumnName">Name of the column with the scores along the curve. The columns named so with "Fractions", "Auc" and "Aopc" behind it hold the rest.</param>
    /// <param name="imageColumnName">The image column: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="scorer">The classifier; it stays the caller's to dispose, after the pipeline's last use.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public PerturbationCurveEstimator PerturbationCurve(
        string outputColumnName, string imageColumnName, string mapColumnName, IScorer scorer, PerturbationCurveEstimatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        return Curve(outputColumnName, imageColumnName, mapColumnName, new SharedScorerSource(scorer), options ?? new PerturbationCurveEstimatorOptions());
    }

    /// <summary>Follows an ONNX classifier's score while images are perturbed in the order of their maps: MoRF, LeRF, deletion, insertion.</summary>
    /// <param name="outputColumnName">Name of the column with the scores along the curve. The columns named so with "Fractions", "Auc" and "Aopc" behind it hold the rest.</param>
    /// <param name="imageColumnName">The image column: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="modelFile">Path of the .onnx file. Each fitted transformer loads the model for itself and frees it when disposed.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    public PerturbationCurveEstimator PerturbationCurve(
        string outputColumnName, string imageColumnName, string mapColumnName, string modelFile, PerturbationCurveEstimatorOptions? options = null)
    {
        options ??= new PerturbationCurveEstimatorOptions();
        return Curve(outputColumnName, imageColumnName, mapColumnName, SourceOf(modelFile, options, nameof(PerturbationCurve)), options);
    }

    /// <summary>Draws saliency maps over their images: a column of pictures of the images' own size, with the map where the classifier saw the image.</summary>
    /// <param name="outputColumnName">Name of the picture column, of <see cref="Data.MLImage"/>.</param>
    /// <param name="imageColumnName">The image column: images of any size.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    public HeatmapEstimator Heatmap(string outputColumnName, string imageColumnName, string mapColumnName, HeatmapOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(imageColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(mapColumnName);
        return new HeatmapEstimator(new HeatmapNames(outputColumnName, imageColumnName, mapColumnName), options ?? new HeatmapOptions());
    }

    /// <summary>Scores the maps of a data set by MoRF, LeRF, deletion, insertion and, where the objects' pixels are known, by localisation.</summary>
    /// <param name="data">Data with images, maps and their targets; every row is read.</param>
    /// <param name="scorer">The classifier.</param>
    /// <param name="columns">Which columns hold what; null for the default names.</param>
    /// <param name="options">The curves that are followed; null for the defaults.</param>
    /// <param name="progress">Told after each row; null for none.</param>
    /// <param name="cancellationToken">Looked at before each row and each batch.</param>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type, a setting is out of its range, or there is no row.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or scored.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SaliencyMetrics Evaluate(
        IDataView data,
        IScorer scorer,
        SaliencyEvaluationColumns? columns = null,
        SaliencyEvaluationOptions? options = null,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return DataEvaluation.Evaluate(data, new SaliencyEvaluator(scorer, options), columns ?? new SaliencyEvaluationColumns(), progress, cancellationToken);
    }

    /// <summary>Compares several map columns of a data set with each other.</summary>
    /// <param name="data">Data with the maps; every row is read.</param>
    /// <param name="measure">The measure of similarity.</param>
    /// <param name="mapColumnNames">Two or more map columns, of the same dimensions.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns, or one is missing or of the wrong type or size.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or compared.</exception>
    public MapComparison Compare(IDataView data, SimilarityMeasure measure, params string[] mapColumnNames) =>
        Compare(data, measure, mapColumnNames, progress: null);

    /// <summary>Compares several map columns of a data set with each other.</summary>
    /// <param name="data">Data with the maps; every row is read.</param>
    /// <param name="measure">The measure of similarity.</param>
    /// <param name="mapColumnNames">Two or more map columns, of the same dimensions.</param>
    /// <param name="progress">Told after each row; null for none.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns, or one is missing or of the wrong type or size.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or compared.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public MapComparison Compare(
        IDataView data,
        SimilarityMeasure measure,
        IReadOnlyList<string> mapColumnNames,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(mapColumnNames);
        return DataEvaluation.Compare(data, measure, mapColumnNames, progress, cancellationToken);
    }

    /// <summary>Reads the images of a folder, one row for each file in the order of their paths; files are decoded when a row's image is asked for.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>A view with an image column (any size) and a text column with the file's path.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">No file in the folder has one of the wanted extensions.</exception>
    public IDataView LoadImages(string folder, ImageFolderOptions? options = null) => new ImageFolderView(folder, options ?? new ImageFolderOptions(), LogOf(nameof(LoadImages)).Warn);

    /// <summary>Loads a model that <c>mlContext.Model.Save</c> wrote, with its saliency transformers as what they were.</summary>
    /// <remarks>
    /// A plain <c>mlContext.Model.Load</c> works too, and gives back a chain of ML.NET's own transformers in their place, with equal results: its
    /// columns have lost their dimensions, its ONNX sessions are freed by their finalizers alone, and it reads ahead, many rows for the first one.
    /// </remarks>
    /// <param name="filePath">Path of the file.</param>
    /// <param name="inputSchema">The schema that the model was saved with; null if there was none. Image columns are not saved in it.</param>
    /// <returns>The model; dispose it to free the ONNX sessions, if it is a <see cref="TransformerChain{TLastTransformer}"/> or one of our transformers.</returns>
    /// <exception cref="FileNotFoundException">The file is missing, or the ONNX model, if only its path was saved.</exception>
    /// <exception cref="InvalidDataException">The model was saved by a newer version, or its ONNX model is not the one that was saved.</exception>
    public ITransformer Load(string filePath, out DataViewSchema? inputSchema)
    {
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model that <c>mlContext.Model.Save</c> wrote, with its saliency transformers as what they were.</summary>
    /// <param name="stream">The model; readable and seekable.</param>
    /// <param name="inputSchema">The schema that the model was saved with; null if there was none. Image columns are not saved in it.</param>
    /// <returns>The model, as from <see cref="Load(string, out DataViewSchema?)"/>.</returns>
    /// <exception cref="FileNotFoundException">The ONNX model is missing, if only its path was saved.</exception>
    /// <exception cref="InvalidDataException">The model was saved by a newer version, or its ONNX model is not the one that was saved.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema? inputSchema)
    {
        ITransformer loaded = _context.Model.Load(stream, out inputSchema);
        return SavedChain.Open(_context, loaded);
    }

    private static PerturbationCurveEstimator Curve(
        string outputColumnName, string imageColumnName, string mapColumnName, ScorerSource source, PerturbationCurveEstimatorOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(imageColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(mapColumnName);
        string target = options.TargetColumnName ?? mapColumnName + nameof(SaliencyColumns.Target);
        return new PerturbationCurveEstimator(new PerturbationCurveNames(outputColumnName, imageColumnName, mapColumnName, target), source, options);
    }

    private OnnxFileScorerSource SourceOf(string modelFile, ModelEstimatorOptions options, string verb) => new(modelFile, options.Scorer, _context, LogOf(verb));

    private ContextLog LogOf(string verb) => new(_context, verb);
}
