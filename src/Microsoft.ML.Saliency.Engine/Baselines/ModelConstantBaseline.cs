namespace Microsoft.ML.Saliency;

/// <summary>One value everywhere, in the model's space.</summary>
internal sealed class ModelConstantBaseline : Baseline
{
    private readonly float _value;

    public ModelConstantBaseline(string name, float value)
        : base(name, BaselineSpace.Model, BaselineVariation.Fixed) =>
        _value = float.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The value must be finite.");

    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape) => (_, _, baseline) => baseline.Fill(_value);
}
