using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>
/// What a study has computed of one model, each piece in a file whose name is a hash of all that it depends on: the model, the preprocessing,
/// the versions, the image's content and the settings of this piece. A file that is there is whole and right, whatever study it was made for.
/// </summary>
/// <param name="run">The study's folder.</param>
/// <param name="description">What <see cref="RunDescription"/> says of the run with this model.</param>
/// <param name="preprocessing">How images become the model's input.</param>
/// <param name="input">The model's input.</param>
internal sealed class StudyCache(RunFolder run, JsonObject description, ImagePreprocessing preprocessing, TensorShape input)
{
    /// <summary>The folder of the pieces.</summary>
    public const string Folder = "cache";

    private readonly string _context = $"{description["versions"]!.ToJsonString()}\n{description["model"]!.ToJsonString()}\n{preprocessing}";

    /// <summary>The file of what the model says of an image and of its baselines.</summary>
    public string NeutralityFile(string sha256, IReadOnlyList<string> baselines) => FileOf("neutrality", "json", sha256, string.Join(';', baselines));

    /// <summary>The file of a map.</summary>
    public string MapFile(StudyImage image, MapSpec spec) => FileOf("maps", "npy", image.Sha256, $"class {image.Target}", spec.Key);

    /// <summary>The file of a map's curves.</summary>
    public string CurvesFile(StudyImage image, MapSpec spec, string metrics, string baseline) =>
        FileOf("curves", "json", image.Sha256, $"class {image.Target}", spec.Key, metrics, baseline);

    /// <summary>The file of the picture as the model sees it.</summary>
    public string PictureFile(StudyImage image) => FileOf("pictures", "png", image.Sha256);

    /// <summary>Whether a file is there.</summary>
    public bool Has(string file) => run.Has(file);

    /// <summary>Keeps an object.</summary>
    public void WriteJson<T>(string file, T value) => run.WriteJson(file, value);

    /// <summary>An object that was kept; null if it is not there.</summary>
    public T? ReadJson<T>(string file)
        where T : class => run.ReadJson<T>(file);

    /// <summary>Keeps a map.</summary>
    public void WriteMap(string file, SaliencyMap map) => run.WriteBytes(file, NpyFile.Write([map]));

    /// <summary>A map that was kept.</summary>
    /// <exception cref="InvalidDataException">The file is no map of the model's input.</exception>
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
