using Microsoft.ML.Saliency;

namespace OnnxModels;

/// <summary>Small image classifiers whose scores can be worked out by hand, and some that no scorer can use. Each is the bytes of an .onnx
/// file; weights are given as K rows in the order C x H x W, whatever the model's layout.</summary>
public static partial class TestModels
{
    /// <summary>The name of every model's image input.</summary>
    public const string InputName = "input";

    /// <summary>scores[k] = bias[k] + sum of weights[k] x pixels, then <paramref name="output"/>; a null batch is of any size. A batch of 2
    /// or more cannot be freed, since there is a constant with as many rows, zeros that are added.</summary>
    public static byte[] Linear(
        TensorShape shape, float[][] weights, float[]? bias = null, ModelOutput output = ModelOutput.Logits, int? batch = null)
        => ImageInput(shape, batch)
            .LinearLayer(shape, weights, bias)
            .Initializer("zeros", [batch ?? 1, weights.Length], new float[(batch ?? 1) * weights.Length])
            .Node("Add", ["scores", "zeros"], ["sums"])
            .Activation("sums", output)
            .Output(Name(output), DataType.Float, Batch(batch), weights.Length)
            .Build();

    /// <summary>A linear model with one entry of metadata.</summary>
    public static byte[] WithMetadata(TensorShape shape, float[][] weights, string key, string value)
        => ImageInput(shape, batch: null)
            .LinearLayer(shape, weights)
            .Activation("scores", ModelOutput.Logits)
            .Output("logits", DataType.Float, "N", weights.Length)
            .Metadata(key, value)
            .Build();

    /// <summary>A linear model with two outputs, "logits" and then "softmax".</summary>
    public static byte[] LogitsAndProbabilities(TensorShape shape, float[][] weights)
        => ImageInput(shape, batch: null)
            .LinearLayer(shape, weights)
            .Activation("scores", ModelOutput.Logits)
            .Activation("scores", ModelOutput.Softmax)
            .Output("logits", DataType.Float, "N", weights.Length)
            .Output("softmax", DataType.Float, "N", weights.Length)
            .Build();

    /// <summary>A linear model with two outputs, the integer "label" [N] and then "logits", as classical learners have them.</summary>
    public static byte[] LabelAndLogits(TensorShape shape, float[][] weights)
        => ImageInput(shape, batch: null)
            .LinearLayer(shape, weights)
            .Activation("scores", ModelOutput.Logits)
            .Node("ArgMax", ["scores"], ["label"], ("axis", 1), ("keepdims", 0))
            .Output("label", DataType.Int64, "N")
            .Output("logits", DataType.Float, "N", weights.Length)
            .Build();

    /// <summary>logits[k] = sum over channels of weights[k][c] x mean of channel c, as [N, K, 1, 1] like SqueezeNet's.</summary>
    public static byte[] GlobalAveragePool(TensorShape shape, float[][] weights)
        => ImageInput(shape, batch: null)
            .PooledLayer(shape.Channels, weights, "logits")
            .Output("logits", DataType.Float, "N", weights.Length, 1, 1)
            .Build();

    /// <summary>The logits of <see cref="GlobalAveragePool"/> as [N, K], from images of any height and width.</summary>
    public static byte[] FreeSize(int channels, float[][] weights, TensorLayout layout = TensorLayout.Nchw)
        => new OnnxModelBuilder()
            .Input(InputName, DataType.Float, Dimensions("N", channels, "height", "width", layout))
            .ChannelsFirst(InputName, layout)
            .PooledLayer(channels, weights, "pooled")
            .Node("Flatten", ["pooled"], ["logits"], ("axis", 1))
            .Output("logits", DataType.Float, "N", weights.Length)
            .Build();

    /// <summary>A linear model whose number of classes shows only when it runs.</summary>
    public static byte[] FreeClassCount(TensorShape shape, float[][] weights)
        => ImageInput(shape, batch: null)
            .LinearLayer(shape, weights)
            .Initializer("ones", [weights.Length], [.. Enumerable.Repeat(1f, weights.Length)])
            .Node("NonZero", ["ones"], ["present"])
            .Initializer("last_axis", 0)
            .Node("Squeeze", ["present", "last_axis"], ["classes"])
            .Node("Gather", ["scores", "classes"], ["logits"], ("axis", 1))
            .Output("logits", DataType.Float, "N", "K")
            .Build();

    /// <summary>A linear model whose weights, K x C x H x W floats, are in a file beside it, as PyTorch's exporter writes them.</summary>
    public static byte[] ExternalWeights(TensorShape shape, int classCount, string weightsFile)
        => ImageInput(shape, batch: null)
            .Node("Flatten", [ChannelsFirstName], ["flat"], ("axis", 1))
            .ExternalInitializer("weights", [classCount, shape.Length], weightsFile)
            .Node("Gemm", ["flat", "weights"], ["logits"], ("transB", 1))
            .Output("logits", DataType.Float, "N", classCount)
            .Build();

    /// <summary>Two strided convolutions with ReLU, then a linear layer over all positions, random weights: not linear, yet fast.</summary>
    public static byte[] RandomConvNet(int seed, TensorShape shape, int classCount = 5, ModelOutput output = ModelOutput.Logits)
    {
        OnnxModelBuilder model = ImageInput(shape, batch: null);
        RandomLayers layers = new(model, seed);
        string x = layers.Relu(layers.Convolution(ChannelsFirstName, shape.Channels, 8, kernel: 3, stride: 2));
        x = layers.Relu(layers.Convolution(x, 8, 16, kernel: 3, stride: 2));
        x = layers.Linear(x, 16 * QuarterOf(shape.Height) * QuarterOf(shape.Width), classCount);
        return model.Activation(x, output).Output(Name(output), DataType.Float, "N", classCount).Build();

        static int QuarterOf(int length) => (length + 3) / 4;
    }
}

/// <summary>What a test model's output holds; the output's name is the member's name in lower case.</summary>
public enum ModelOutput
{
    /// <summary>Raw scores.</summary>
    Logits,

    /// <summary>Probabilities that add up to one.</summary>
    Softmax,

    /// <summary>An independent probability per class: multi-label.</summary>
    Sigmoid,
}
