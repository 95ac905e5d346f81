namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that draws maps over their images.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class HeatmapMapping : CustomMappingFactory<HeatmapMapping.Input, HeatmapColumns>
{
    public const string Contract = "Microsoft.ML.Saliency.Heatmap/1";

    public override Action<Input, HeatmapColumns> GetMapping()
    {
        ImagesOfAnySize.Register();
        SavedHeatmap? saved = null;
        object? reading = null;
        return (input, output) =>
        {
            SavedHeatmap heatmap = LazyInitializer.EnsureInitialized(
                ref saved, ref reading, () => (SavedHeatmap)SavedTransformer.FromJson(input.Settings));
            output.Drawn = heatmap.Draw(input.Image.ToRgbImage(), input.Map);
        };
    }

    /// <summary>An image, of any size as for <see cref="PreprocessMapping"/>, and T maps of H x W.</summary>
    internal sealed class Input
    {
        [ColumnName(SavedColumns.Settings)]
        public ReadOnlyMemory<char> Settings { get; set; }

        [ColumnName(SavedColumns.Image)]
        [ImageType(1, 1)]
        public MLImage Image { get; set; } = null!;

        [ColumnName(SavedColumns.Map)]
        public float[] Map { get; set; } = [];
    }
}
