namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that turns images into the model's input.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class PreprocessMapping : CustomMappingFactory<PreprocessMapping.Input, PreprocessMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Preprocess/1";

    public override Action<Input, Output> GetMapping()
    {
        SavedModelTransformer? saved = null;
        object? reading = null;
        return (input, output) =>
        {
            SavedModelTransformer settings = LazyInitializer.EnsureInitialized(
                ref saved, ref reading, () => (SavedModelTransformer)SavedTransformer.FromJson(input.Settings));
            var tensor = new float[settings.InputShape.Length];
            settings.ModelOptions.Preprocessing!.Apply(input.Image.ToRgbImage(), settings.InputShape, tensor);
            output.Tensor = tensor;
        };
    }

    /// <summary>An image of any size: ML.NET compares the kinds of columns alone, but an attribute must name a size.</summary>
    internal sealed class Input
    {
        [ColumnName(SavedColumns.Settings)]
        public ReadOnlyMemory<char> Settings { get; set; }

        [ColumnName(SavedColumns.Image)]
        [ImageType(1, 1)]
        public MLImage Image { get; set; } = null!;
    }

    /// <summary>C x H x W values.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Tensor)]
        public float[] Tensor { get; set; } = [];
    }
}
