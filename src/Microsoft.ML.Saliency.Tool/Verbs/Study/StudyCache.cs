using System.Security.Cryptography;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>What a study has computed of one model, each piece in a file whose name is a hash of all that it depends on: the model, the
/// orientation, the preprocessing, the versions, the image's content and the settings of this piece. A file that exists is whole and right
/// for any study.</summary>
/// <param name="description">The description of the run with this model: see <see cref="RunDescription"/>.</param>
internal sealed class StudyCache(
    RunFolder run, JsonObject description, ImageOrientation orientation, ImagePreprocessing preprocessing, TensorShape input)
{
    /// <summary>The folder of the pieces.</summary>
    public const string Folder = "cache";

    private readonly string _context =
        $"{description["versions"]!.ToJsonString()}\n{description["model"]!.ToJsonString()}\n{orientation}\n{preprocessing}";

    /// <summary>Gets the file of the scores of an image and of its baselines.</summary>
    public string NeutralityFile(string sha256, IReadOnlyList<Baseline> baselines) =>
        FileOf("neutrality", "json", sha256, string.Join(';', baselines));

    /// <summary>Gets the file of a map.</summary>
    public string MapFile(StudyImage image, MapSpec spec) => FileOf("maps", "npy", image.Sha256, $"class {image.Target}", spec.Key);

    /// <summary>Gets the file of a map's curves.</summary>
    public string CurvesFile(StudyImage image, MapSpec spec, string metrics, Baseline baseline) =>
        FileOf("curves", "json", image.Sha256, $"class {image.Target}", spec.Key, metrics, baseline.Name);

    /// <summary>Gets the file of the picture as the model sees it.</summary>
    public string PictureFile(StudyImage image) => FileOf("pictures", "png", image.Sha256);

    /// <summary>Gets whether a file is there.</summary>
    public bool Has(string file) => run.Has(file);

    /// <summary>Writes an object.</summary>
    public void WriteJson<T>(string file, T value) => run.WriteJson(file, value);

    /// <summary>Reads an object; null if it is not there.</summary>
    public T? ReadJson<T>(string file)
        where T : class => run.ReadJson<T>(file);

    /// <summary>Writes a map.</summary>
    public void WriteMap(string file, SaliencyMap map) => run.WriteBytes(file, NpyFile.Write([map]));

    /// <summary>Reads a map.</summary>
    /// <exception cref="InvalidDataException">The file is not a map of the model's input.</exception>
    public SaliencyMap ReadMap(StudyImage image, MapSpec spec)
    {
        float[][] values = NpyFile.Read(File.ReadAllBytes(run.PathOf(MapFile(image, spec))), 1, input.Height, input.Width);
        return new SaliencyMap(input.Height, input.Width, values[0], image.Target, (float)image.Score);
    }

    private string FileOf(string kind, string extension, params string[] parts)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [_context, .. parts])));
        return $"{Folder}/{kind}/{Convert.ToHexStringLower(hash.AsSpan(0, 16))}.{extension}";
    }
}
