namespace Quickstart;

/// <summary>What is read of a row. Maps, curves and scores of all targets stand one after the other.</summary>
internal sealed class ExplainedImage
{
    public string ImagePath { get; set; } = "";
    public float[] Rise { get; set; } = [];
    public int[] RiseTarget { get; set; } = [];
    public float[] RiseScore { get; set; } = [];
    public float[] Occlusion { get; set; } = [];
    public float[] Morf { get; set; } = [];
    public float[] MorfFractions { get; set; } = [];
    public float[] MorfAuc { get; set; } = [];
    public float[] Lerf { get; set; } = [];
    public float[] LerfAuc { get; set; } = [];
}
