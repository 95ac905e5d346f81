namespace Microsoft.ML.Saliency;

/// <summary>The step of a saved chain that makes saliency maps.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ExplainMapping : SavedMapping<SaliencyTransformer, SavedInput, SaliencyColumns>
{
    public const string Contract = "Microsoft.ML.Saliency.Explain/1";

    protected override void Map(SaliencyTransformer transformer, SavedInput input, SaliencyColumns output) =>
        transformer.Explain(input.Tensor, output);
}
