using System.Text.Json.Serialization;
using Microsoft.ML.Saliency;

namespace Quickstart;

/// <summary>One map, checked against the object that it explains.</summary>
/// <param name="Image">File name of the scene.</param>
/// <param name="Target">Name of the explained class.</param>
/// <param name="Probability">The model's probability of that class.</param>
/// <param name="Hit">Whether the map's maximum lies on the object.</param>
/// <param name="EnergyInside">Share of the positive saliency inside the object, 0..1.</param>
/// <param name="Seconds">Time to explain the scene, all its targets together.</param>
/// <param name="Picture">The scene.</param>
/// <param name="Map">The map.</param>
internal sealed record Result(
    string Image,
    string Target,
    float Probability,
    bool Hit,
    double EnergyInside,
    double Seconds,
    [property: JsonIgnore] RgbImage Picture,
    [property: JsonIgnore] SaliencyMap Map)
{
    public static Result Of(Scene scene, SaliencyMap map, double seconds)
    {
        (string name, bool[] mask) = scene.Objects[map.Target];
        return new Result(
            scene.Image, name, map.Score, MapLocalization.PointsAt(map, mask), MapLocalization.EnergyInside(map, mask), seconds, scene.Picture, map);
    }
}
