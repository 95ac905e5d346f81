namespace Microsoft.ML.Saliency;

/// <summary>One value everywhere, in the model's space.</summary>
internal sealed class ModelConstantBaseline : Baseline
{
    public ModelConstantBaseline(float value)
        : base(value == 0 ? "model-zero" : Text("model-constant", value), BaselineSpace.Model, BaselineVariation.Fixed) =>
        Value = float.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A constant baseline must be finite, but was {value}.");

    public static ModelConstantBaseline Zero { get; } = new(0);

    public float Value { get; }

    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape) => (_, _, baseline) => baseline.Fill(Value);
}
