namespace Microsoft.ML.Saliency;

/// <summary>The columns within a saved chain; none of them leaves it.</summary>
internal static class SavedColumns
{
    public const string Prefix = "Microsoft.ML.Saliency.";
    public const string Key = Prefix + "Key";
    public const string Settings = Prefix + "Settings";
    public const string Model = Prefix + "Model";
    public const string Image = Prefix + "Image";
    public const string Tensor = Prefix + "Tensor";
    public const string Map = Prefix + "Map";
    public const string Picture = Prefix + "Picture";
    public const string Target = Prefix + "Target";
    public const string Targets = Prefix + "Targets";
    public const string TargetLabel = Prefix + "TargetLabel";
    public const string TargetLabels = Prefix + "TargetLabels";
    public const string Score = Prefix + "Score";
    public const string Scores = Prefix + "Scores";
    public const string Fractions = Prefix + "Fractions";
    public const string Auc = Prefix + "Auc";
    public const string Aucs = Prefix + "Aucs";
    public const string Aopc = Prefix + "Aopc";
    public const string Aopcs = Prefix + "Aopcs";
}
