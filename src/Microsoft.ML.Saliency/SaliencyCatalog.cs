using System.Diagnostics.CodeAnalysis;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Saliency;

/// <summary>Saliency methods for image classifiers in ML.NET pipelines; made by <c>mlContext.Saliency()</c>.</summary>
public sealed class SaliencyCatalog
{
    private readonly IHost _host;

    internal SaliencyCatalog(IHostEnvironment environment) => _host = environment.Register("Saliency");

    /// <summary>Explains a classifier by RISE.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="scorer">The classifier; it stays the caller's to dispose, after the pipeline's last use.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    [SuppressMessage("Performance", "CA1822", Justification = "A verb of the catalog, like its other form.")]
    public RiseSaliencyEstimator Rise(string outputColumnName, string inputColumnName, IScorer scorer, RiseSaliencyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        return new RiseSaliencyEstimator(outputColumnName, inputColumnName, new SharedScorerSource(scorer), options ?? new RiseSaliencyOptions());
    }

    /// <summary>Explains an ONNX classifier by RISE.</summary>
    /// <param name="outputColumnName">Name of the map column. The columns named so with "Target" and "Score" behind it hold the class index and its score.</param>
    /// <param name="inputColumnName">The column to explain: images of any size, or vectors of the values that the model eats.</param>
    /// <param name="modelFile">Path of the .onnx file. Each fitted transformer loads the model for itself and frees it when disposed.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such model file.</exception>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or not an image classifier.</exception>
    public RiseSaliencyEstimator Rise(string outputColumnName, string inputColumnName, string modelFile, RiseSaliencyOptions? options = null)
    {
        options ??= new RiseSaliencyOptions();
        return new RiseSaliencyEstimator(outputColumnName, inputColumnName, new OnnxFileScorerSource(modelFile, options.Scorer, Warn), options);
    }

    /// <summary>Reads the images of a folder, one row for each file in the order of their paths; files are decoded when a row's image is asked for.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <returns>A view with an image column (any size) and a text column with the file's path.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">No file in the folder has one of the wanted extensions.</exception>
    public IDataView LoadImages(string folder, ImageFolderOptions? options = null) => new ImageFolderView(folder, options ?? new ImageFolderOptions(), Warn);

    private void Warn(string message)
    {
        using IChannel channel = _host.Start("Warnings");
        channel.Warning(MessageSensitivity.None, "{0}", message);
    }
}
