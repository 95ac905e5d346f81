using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Explains a classifier with RISE.</summary>
    /// <param name="outputColumnName">
    /// The name of the map column, H x W or T x H x W. The suffixes "Target" and "Score" name the columns of the class index and its score;
    /// "TargetLabel" names the column of the class name, if known.
    /// </param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="scorer">The classifier. The caller disposes it after the last use of the pipeline.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public RiseSaliencyEstimator Rise(
        string outputColumnName, string inputColumnName, IScorer scorer, RiseSaliencyOptions? options = null) =>
        new(outputColumnName, inputColumnName, SourceOf(scorer), options ?? new RiseSaliencyOptions(), LogOf(nameof(Rise)));

    /// <summary>Explains an ONNX classifier with RISE.</summary>
    /// <param name="outputColumnName">The name of the map column, and the prefix of the other columns' names.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="modelFile">The path of the .onnx file. Each fitted transformer loads the model, and frees it when disposed.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">The model file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX image classifier.</exception>
    public RiseSaliencyEstimator Rise(
        string outputColumnName, string inputColumnName, string modelFile, RiseSaliencyOptions? options = null)
    {
        options ??= new RiseSaliencyOptions();
        return new(outputColumnName, inputColumnName, SourceOf(modelFile, options, nameof(Rise)), options, LogOf(nameof(Rise)));
    }

    /// <summary>Explains a classifier with occlusion.</summary>
    /// <param name="outputColumnName">
    /// The name of the map column, H x W or T x H x W. The suffixes "Target" and "Score" name the columns of the class index and its score;
    /// "TargetLabel" names the column of the class name, if known.
    /// </param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="scorer">The classifier. The caller disposes it after the last use of the pipeline.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public OcclusionSaliencyEstimator Occlusion(
        string outputColumnName, string inputColumnName, IScorer scorer, OcclusionSaliencyOptions? options = null) =>
        new(outputColumnName, inputColumnName, SourceOf(scorer), options ?? new OcclusionSaliencyOptions(), LogOf(nameof(Occlusion)));

    /// <summary>Explains an ONNX classifier with occlusion.</summary>
    /// <param name="outputColumnName">The name of the map column, and the prefix of the other columns' names.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="modelFile">The path of the .onnx file. Each fitted transformer loads the model, and frees it when disposed.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">The model file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX image classifier.</exception>
    public OcclusionSaliencyEstimator Occlusion(
        string outputColumnName, string inputColumnName, string modelFile, OcclusionSaliencyOptions? options = null)
    {
        options ??= new OcclusionSaliencyOptions();
        return new(outputColumnName, inputColumnName, SourceOf(modelFile, options, nameof(Occlusion)), options, LogOf(nameof(Occlusion)));
    }

    /// <summary>Follows a classifier's score while images are perturbed in their maps' order: MoRF, LeRF, deletion, insertion.</summary>
    /// <param name="outputColumnName">
    /// The name of the column with the scores along the curve. The suffixes "Fractions", "Auc" and "Aopc" name the other columns.
    /// </param>
    /// <param name="imageColumnName">The image column: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="scorer">The classifier. The caller disposes it after the last use of the pipeline.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public PerturbationCurveEstimator PerturbationCurve(
        string outputColumnName,
        string imageColumnName,
        string mapColumnName,
        IScorer scorer,
        PerturbationCurveEstimatorOptions? options = null) =>
        Curve(outputColumnName, imageColumnName, mapColumnName, SourceOf(scorer), options ?? new PerturbationCurveEstimatorOptions());

    /// <summary>Follows an ONNX classifier's score while images are perturbed in their maps' order.</summary>
    /// <param name="outputColumnName">The name of the column with the scores, and the prefix of the other columns' names.</param>
    /// <param name="imageColumnName">The image column: images of any size, or vectors of the model's C x H x W values.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="modelFile">The path of the .onnx file. Each fitted transformer loads the model, and frees it when disposed.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">The model file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX image classifier.</exception>
    public PerturbationCurveEstimator PerturbationCurve(
        string outputColumnName,
        string imageColumnName,
        string mapColumnName,
        string modelFile,
        PerturbationCurveEstimatorOptions? options = null)
    {
        options ??= new PerturbationCurveEstimatorOptions();
        return Curve(outputColumnName, imageColumnName, mapColumnName, SourceOf(modelFile, options, nameof(PerturbationCurve)), options);
    }

    /// <summary>Draws saliency maps over their images, in the images' size, where the classifier saw the image.</summary>
    /// <param name="outputColumnName">The name of the picture column, of <see cref="Data.MLImage"/>.</param>
    /// <param name="imageColumnName">The image column: images of any size.</param>
    /// <param name="mapColumnName">The map column, H x W or T x H x W.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    public HeatmapEstimator Heatmap(string outputColumnName, string imageColumnName, string mapColumnName, HeatmapOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(imageColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(mapColumnName);
        return new HeatmapEstimator(new HeatmapNames(outputColumnName, imageColumnName, mapColumnName), options ?? new HeatmapOptions());
    }

    /// <summary>Evaluates the maps of a data set by MoRF, LeRF, deletion, insertion and, where the objects' pixels are known,
    /// localization.</summary>
    /// <param name="data">Data with images, maps and their targets; every row is read.</param>
    /// <param name="scorer">The classifier.</param>
    /// <param name="columns">The names of the columns; null for the defaults.</param>
    /// <param name="options">The curves to follow; null for the defaults.</param>
    /// <param name="progress">Receives progress after each row; null for none.</param>
    /// <param name="cancellationToken">Checked before each row and each batch.</param>
    /// <exception cref="ArgumentException">There is no row, a column is missing or of the wrong type, or a setting is invalid.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or scored.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public SaliencyMetrics Evaluate(
        IDataView data,
        IScorer scorer,
        SaliencyEvaluationColumns? columns = null,
        SaliencyEvaluationOptions? options = null,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var evaluator = new SaliencyEvaluator(scorer, options);
        return DataEvaluation.Evaluate(data, evaluator, columns ?? new SaliencyEvaluationColumns(), progress, cancellationToken);
    }

    /// <summary>Compares several map columns of a data set with each other.</summary>
    /// <param name="data">Data with the maps; every row is read.</param>
    /// <param name="measure">The measure of similarity.</param>
    /// <param name="mapColumnNames">At least two map columns, of the same dimensions.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns, or one is missing or of the wrong type or size.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or compared.</exception>
    public MapComparison Compare(IDataView data, SimilarityMeasure measure, params string[] mapColumnNames) =>
        Compare(data, measure, mapColumnNames, progress: null);

    /// <summary>Compares several map columns of a data set with each other, with progress and cancellation.</summary>
    /// <param name="data">Data with the maps; every row is read.</param>
    /// <param name="measure">The measure of similarity.</param>
    /// <param name="mapColumnNames">At least two map columns, of the same dimensions.</param>
    /// <param name="progress">Receives progress after each row; null for none.</param>
    /// <param name="cancellationToken">Checked before each row.</param>
    /// <exception cref="ArgumentException">There are fewer than two columns, or one is missing or of the wrong type or size.</exception>
    /// <exception cref="SaliencyRowException">A row cannot be read or compared.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
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

    /// <summary>Reads the images of a folder, one row for each file in the order of their paths; each is decoded when it is read.</summary>
    /// <remarks>Which files are taken: see <see cref="ImageFolder.Find"/>. What is left out is counted in the context's log.</remarks>
    /// <param name="folder">The folder; or one image file.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <returns>A view with an image column (any size) and a text column with the file's path.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">No file in the folder has one of the extensions.</exception>
    /// <exception cref="InvalidDataException">The path leads to a pipe, a device or a socket.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public IDataView LoadImages(string folder, ImageFolderOptions? options = null) =>
        new ImageFolderView(folder, options ?? new ImageFolderOptions(), LogOf(nameof(LoadImages)).Warn);

    /// <summary>Loads a model saved by <c>mlContext.Model.Save</c>, and restores its saliency transformers.</summary>
    /// <remarks>A plain <c>mlContext.Model.Load</c> also works and returns a chain of ML.NET's own transformers with equal results. Its
    /// columns lack their dimensions, its ONNX sessions are freed only by their finalizers, and it reads many rows ahead.</remarks>
    /// <param name="filePath">The path of the file.</param>
    /// <param name="inputSchema">The schema saved with the model; null if there was none. Image columns are not saved in it.</param>
    /// <returns>
    /// The model. Dispose it to free the ONNX sessions, if it is a <see cref="TransformerChain{TLastTransformer}"/> or a
    /// <see cref="RowTransformer"/>.
    /// </returns>
    /// <exception cref="FileNotFoundException">The file is missing, or the ONNX model, if only its path was saved.</exception>
    /// <exception cref="InvalidDataException">The model was saved by a newer version, or its ONNX model has changed.</exception>
    public ITransformer Load(string filePath, out DataViewSchema? inputSchema)
    {
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model saved by <c>mlContext.Model.Save</c>, and restores its saliency transformers.</summary>
    /// <param name="stream">The model; readable and seekable.</param>
    /// <param name="inputSchema">The schema saved with the model; null if there was none. Image columns are not saved in it.</param>
    /// <returns>The model, as from <see cref="Load(string, out DataViewSchema?)"/>.</returns>
    /// <exception cref="FileNotFoundException">The ONNX model is missing, if only its path was saved.</exception>
    /// <exception cref="InvalidDataException">The model was saved by a newer version, or its ONNX model has changed.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema? inputSchema)
    {
        ITransformer loaded = _context.Model.Load(stream, out inputSchema);
        return SavedChain.Open(_context, loaded);
    }

    private static PerturbationCurveEstimator Curve(
        string outputColumnName,
        string imageColumnName,
        string mapColumnName,
        ScorerSource source,
        PerturbationCurveEstimatorOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(imageColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(mapColumnName);
        string target = options.TargetColumnName ?? mapColumnName + nameof(SaliencyColumns.Target);
        return new PerturbationCurveEstimator(new(outputColumnName, imageColumnName, mapColumnName, target), source, options);
    }

    private static SharedScorerSource SourceOf(IScorer scorer) => new(scorer);

    private OnnxFileScorerSource SourceOf(string modelFile, ModelEstimatorOptions options, string verb)
    {
        ClassLabels? labels = (options as SaliencyEstimatorOptions)?.Labels ?? options.Scorer.Labels;
        return new(modelFile, options.Scorer with { Labels = labels }, _context, LogOf(verb));
    }

    private ContextLog LogOf(string verb) => new(_context, verb);
}
