using System.Text.Json.Serialization;
using Examples;
using Microsoft.ML.Saliency;

namespace Quickstart;

/// <summary>One class of one scene, and its maps checked against the object that they explain.</summary>
/// <param name="Image">File name of the scene.</param>
/// <param name="Target">Name of the explained class.</param>
/// <param name="Probability">The model's probability of that class.</param>
/// <param name="Hit">Whether the RISE map's maximum lies on the object.</param>
/// <param name="EnergyInside">Share of the RISE map's positive saliency inside the object, 0..1.</param>
/// <param name="MorfAuc">Area under the RISE map's MoRF curve; low for a good map.</param>
/// <param name="LerfAuc">Area under its LeRF curve; high for a good map.</param>
/// <param name="Seconds">Time for everything about the scene, all its targets together.</param>
internal sealed record Result(
    string Image, string Target, float Probability, bool Hit, double EnergyInside, double MorfAuc, double LerfAuc, double Seconds)
{
    [JsonIgnore] public RgbImage Picture { get; private init; } = null!;
    [JsonIgnore] public SaliencyMap Rise { get; private init; } = null!;
    [JsonIgnore] public SaliencyMap Occlusion { get; private init; } = null!;
    [JsonIgnore] public float[] Fractions { get; private init; } = [];
    [JsonIgnore] public float[] Morf { get; private init; } = [];
    [JsonIgnore] public float[] Lerf { get; private init; } = [];

    /// <summary>Makes the result for target number <paramref name="t"/> of a row.</summary>
    public static Result Of(Scene scene, ExplainedImage row, int t, TensorShape shape, double seconds)
    {
        (int height, int width) = (shape.Height, shape.Width);
        SaliencyMap Map(float[] maps) => new(height, width, Part(maps, height * width), row.RiseTarget[t], row.RiseScore[t]);
        float[] Part(float[] values, int length) => values[(t * length)..((t + 1) * length)];

        SaliencyMap rise = Map(row.Rise);
        (string name, bool[] mask) = scene.Objects[rise.Target];
        return new Result(
            scene.Image, name, rise.Score, MapLocalization.PointsAt(rise, mask), MapLocalization.EnergyInside(rise, mask),
            row.MorfAuc[t], row.LerfAuc[t], seconds)
        {
            Picture = scene.Picture,
            Rise = rise,
            Occlusion = Map(row.Occlusion),
            Fractions = row.MorfFractions,
            Morf = Part(row.Morf, row.MorfFractions.Length),
            Lerf = Part(row.Lerf, row.MorfFractions.Length),
        };
    }
}
