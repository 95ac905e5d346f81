namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>A folder of its own for one test: a small model, "images" with pictures, and room for runs.</summary>
internal sealed class ToolFolder : IDisposable
{
    public static readonly TensorShape Shape = new(3, 16, 16);

    /// <summary>Creates the folder.</summary>
    /// <param name="images">How many pictures it gets, image-00.png and so on.</param>
    public ToolFolder(int images = 3)
    {
        Root = Directory.CreateTempSubdirectory("mlsaliency-").FullName;
        File.WriteAllBytes(Model, TestModels.RandomConvNet(seed: 1, Shape));
        Directory.CreateDirectory(Images);
        for (int i = 0; i < images; i++)
        {
            AddImage($"image-{i:00}.png", seed: i);
        }
    }

    public string Root { get; }

    public string Model => PathOf("model.onnx");

    public string Images => PathOf("images");

    public string Out => PathOf("run");

    /// <summary>The arguments of a cheap run, to which others are added.</summary>
    public string[] Explain => ExplainInto(Out);

    /// <summary>The same run with other results.</summary>
    public string[] ExplainInto(string folder, int masks = 16) =>
    [
        "explain", "--model", Model, "--images", Images, "--out", folder, "--resize", "exact",
        "--masks", $"{masks}", "--grid", "4", "--no-fidelity",
    ];

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Adds a picture of noise.</summary>
    public void AddImage(string name, int seed, int height = 20, int width = 24)
    {
        var picture = new RgbImage(height, width);
        new Random(seed).NextBytes(picture.Pixels);
        string path = Path.Combine(Images, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        picture.Save(path);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
