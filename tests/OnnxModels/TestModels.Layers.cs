using Microsoft.ML.Saliency;

namespace OnnxModels;

/// <summary>What the models are put together from.</summary>
public static partial class TestModels
{
    private const string ChannelsFirstName = "channels_first";

    /// <summary>Declares the image input and turns it into N x C x H x W.</summary>
    private static OnnxModelBuilder ImageInput(TensorShape shape, int? batch, DataType type = DataType.Float)
        => new OnnxModelBuilder()
            .Input(InputName, type, Dimensions(Batch(batch), shape.Channels, shape.Height, shape.Width, shape.Layout))
            .ChannelsFirst(InputName, shape.Layout);

    private static OnnxModelBuilder ChannelsFirst(this OnnxModelBuilder model, string input, TensorLayout layout)
        => layout == TensorLayout.Nchw
            ? model.Node("Identity", [input], [ChannelsFirstName])
            : model.Node("Transpose", [input], [ChannelsFirstName], ("perm", new long[] { 0, 3, 1, 2 }));

    /// <summary>"channels_first" to "scores", N x K.</summary>
    private static OnnxModelBuilder LinearLayer(this OnnxModelBuilder model, TensorShape shape, float[][] weights, float[]? bias = null)
        => model
            .Node("Flatten", [ChannelsFirstName], ["flat"], ("axis", 1))
            .Initializer("weights", [weights.Length, shape.Length], weights.SelectMany(row => row).ToArray())
            .Initializer("bias", [weights.Length], bias ?? new float[weights.Length])
            .Node("Gemm", ["flat", "weights", "bias"], ["scores"], ("transB", 1));

    /// <summary>"channels_first" to <paramref name="output"/>, N x K x 1 x 1.</summary>
    private static OnnxModelBuilder PooledLayer(this OnnxModelBuilder model, int channels, float[][] weights, string output)
        => model
            .Initializer("weights", [weights.Length, channels, 1, 1], weights.SelectMany(row => row).ToArray())
            .Node("Conv", [ChannelsFirstName, "weights"], ["convolved"])
            .Node("GlobalAveragePool", ["convolved"], [output]);

    /// <summary><paramref name="scores"/> to the output named after its kind.</summary>
    private static OnnxModelBuilder Activation(this OnnxModelBuilder model, string scores, ModelOutput output) => output switch
    {
        ModelOutput.Logits => model.Node("Identity", [scores], [Name(output)]),
        ModelOutput.Softmax => model.Node("Softmax", [scores], [Name(output)], ("axis", 1)),
        _ => model.Node("Sigmoid", [scores], [Name(output)]),
    };

    private static OnnxDimension[] Dimensions(
        OnnxDimension batch, OnnxDimension channels, OnnxDimension height, OnnxDimension width, TensorLayout layout)
        => layout == TensorLayout.Nchw ? [batch, channels, height, width] : [batch, height, width, channels];

    private static OnnxDimension Batch(int? batch) => batch is { } size ? size : "N";

    private static string Name(ModelOutput output) => output switch
    {
        ModelOutput.Logits => "logits",
        ModelOutput.Softmax => "softmax",
        _ => "sigmoid",
    };
}
