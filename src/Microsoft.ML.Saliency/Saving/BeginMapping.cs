namespace Microsoft.ML.Saliency;

/// <summary>The first step of a saved chain, which identifies it: a constant key to the settings and the model of the next steps.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BeginMapping : CustomMappingFactory<BeginMapping.Input, BeginMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Begin/1";
    public const string Key = "saliency";

    public override Action<Input, Output> GetMapping() => (_, output) => output.Key = Key;

    /// <summary>The input: no column.</summary>
    internal sealed class Input;

    /// <summary>The output: the key.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Key)]
        public string Key { get; set; } = "";
    }
}
