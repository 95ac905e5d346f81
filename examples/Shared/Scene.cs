using System.Text.Json;
using Microsoft.ML.Saliency;

namespace Examples;

/// <summary>A shipped scene: a picture, and the pixels of each object in it.</summary>
internal sealed record Scene(string Image, RgbImage Picture, IReadOnlyDictionary<int, (string Class, bool[] Mask)> Objects)
{
    public static Scene[] LoadAll(string demo)
    {
        string folder = Path.Combine(demo, "scenes");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "scenes.json")));
        return [.. json.RootElement.EnumerateArray().Select(scene => Load(folder, scene))];
    }

    private static Scene Load(string folder, JsonElement scene)
    {
        string image = scene.GetProperty("image").GetString()!;
        return new Scene(
            image,
            RgbImage.Load(Path.Combine(folder, "images", image)),
            scene.GetProperty("objects").EnumerateArray().ToDictionary(
                item => item.GetProperty("index").GetInt32(),
                item => (item.GetProperty("class").GetString()!, ReadMask(folder, item.GetProperty("mask").GetString()!))));
    }

    private static bool[] ReadMask(string folder, string file)
    {
        RgbImage mask = RgbImage.Load(Path.Combine(folder, "masks", file));
        return [.. Enumerable.Range(0, mask.Height * mask.Width).Select(pixel => mask.Pixels[3 * pixel] > 127)];
    }
}
