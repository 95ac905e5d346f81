namespace Microsoft.ML.Saliency;

/// <summary>The columns within a saved chain. None of them leaves it; results add their own after <see cref="Prefix"/>.</summary>
internal static class SavedColumns
{
    public const string Prefix = "Microsoft.ML.Saliency.";
    public const string Key = Prefix + "Key";
    public const string Settings = Prefix + "Settings";
    public const string Model = Prefix + "Model";
    public const string Image = Prefix + "Image";
    public const string Tensor = Prefix + "Tensor";
    public const string Map = Prefix + "Map";
    public const string Targets = Prefix + "Targets";
    public const string MapScores = Prefix + "MapScores";
}
