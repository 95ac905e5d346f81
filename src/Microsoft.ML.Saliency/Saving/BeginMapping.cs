using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Saliency;

/// <summary>The first step of a saved chain, by which it is known: a constant key, under which the next steps find settings and model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class BeginMapping : CustomMappingFactory<BeginMapping.Input, BeginMapping.Output>
{
    public const string Contract = "Microsoft.ML.Saliency.Begin/1";
    public const string Key = "saliency";

    public override Action<Input, Output> GetMapping() => (_, output) => output.Key = Key;

    /// <summary>No column.</summary>
    internal sealed class Input;

    /// <summary>The key.</summary>
    internal sealed class Output
    {
        [ColumnName(SavedColumns.Key)]
        public string Key { get; set; } = "";
    }
}
