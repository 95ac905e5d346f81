using Microsoft.ML.Saliency;

namespace OnnxModels;

/// <summary>A model of four classes: the score of class k is 10 x the mean of quadrant k (top left, top right, bottom left, bottom right)
/// of pixels 0..1. Exporters' forms of inputs and outputs are put around it; the default is "input" N x 3 x H x W and "logits" N x
/// 4.</summary>
public sealed class QuadrantModel(TensorShape shape)
{
    private const string Pixels = "pixels", Scores = "scores";

    private readonly OnnxModelBuilder _model = new();

    /// <summary>The factor between a mean and a score.</summary>
    public float Gain { get; init; } = 10;

    /// <summary>Type of the input; bytes are divided by 255.</summary>
    public DataType InputType { get; init; } = DataType.Float;

    /// <summary>The input's declared dimensions; null for N x C x H x W or N x H x W x C.</summary>
    public OnnxDimension[]? InputDimensions { get; init; }

    /// <summary>Adds a further input and multiplies the scores by it.</summary>
    public (string Name, DataType Type, OnnxDimension[] Dimensions)? Factor { get; init; }

    /// <summary>Whether every mean is divided by the image's standard deviation, which is 0 for an image of one color.</summary>
    public bool IsStandardized { get; init; }

    /// <summary>Builds the model.</summary>
    /// <param name="addOutputs">Adds what follows the node "scores", N x 4; null for the output "logits".</param>
    public byte[] Build(Action<OnnxModelBuilder>? addOutputs = null)
    {
        OnnxDimension[] whole = shape.Layout == TensorLayout.Nchw
            ? ["N", shape.Channels, shape.Height, shape.Width]
            : ["N", shape.Height, shape.Width, shape.Channels];
        OnnxDimension[] dimensions = InputDimensions ?? whole;
        _model.Input("input", InputType, dimensions)
            .Node("Cast", ["input"], ["floats"], ("to", (int)DataType.Float))
            .Initializer("divisor", [1], [InputType == DataType.Uint8 ? 255 : 1])
            .Node("Div", ["floats", "divisor"], ["units"]);
        string images = "units";
        if (dimensions.Length == 3)
        {
            // One image without a batch dimension, or gray images without channels.
            _model.Initializer("axis", dimensions[0].Proto.DimParam == "N" ? 1 : 0).Node("Unsqueeze", [images, "axis"], ["four"]);
            images = "four";
        }

        if (shape.Layout == TensorLayout.Nhwc)
        {
            _model.Node("Transpose", [images], ["planes"], ("perm", new long[] { 0, 3, 1, 2 }));
            images = "planes";
        }

        _model.Node("ReduceMean", [images], ["gray"], ("axes", new long[] { 1 }), ("keepdims", 1));
        Standardize();
        _model
            .Node("AveragePool", [Pixels], ["means"],
                ("kernel_shape", new long[] { shape.Height / 2, shape.Width / 2 }),
                ("strides", new long[] { shape.Height / 2, shape.Width / 2 }))
            .Node("Flatten", ["means"], ["flat"], ("axis", 1))
            .Initializer("gain", [1], [Gain])
            .Node("Mul", ["flat", "gain"], [Factor is null ? Scores : "plain"]);
        if (Factor is var (name, type, sides))
        {
            _model.Input(name, type, sides)
                .Node("Cast", [name], ["factor"], ("to", (int)DataType.Float))
                .Node("Mul", ["plain", "factor"], [Scores]);
        }

        (addOutputs ?? (model => model.Node("Identity", [Scores], ["logits"]).Output("logits", DataType.Float, "N", 4)))(_model);
        return _model.Build();
    }

    /// <summary>Draws the picture of a class: 255 in its quadrant and 51, which is .2, elsewhere.</summary>
    public static RgbImage Draw(int quadrant, int height, int width)
    {
        var picture = new RgbImage(height, width);
        for (int i = 0; i < picture.Pixels.Length; i++)
        {
            (int row, int column) = Math.DivRem(i / 3, width);
            picture.Pixels[i] = (byte)((2 * (2 * row / height)) + (2 * column / width) == quadrant ? 255 : 51);
        }

        return picture;
    }

    private void Standardize()
    {
        if (!IsStandardized)
        {
            _model.Node("Identity", ["gray"], [Pixels]);
            return;
        }

        _model
            .Node("ReduceMean", ["gray"], ["mean"], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 1))
            .Node("Sub", ["gray", "mean"], ["difference"])
            .Node("Mul", ["difference", "difference"], ["square"])
            .Node("ReduceMean", ["square"], ["variance"], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 1))
            .Node("Sqrt", ["variance"], ["deviation"])
            .Node("Div", ["difference", "deviation"], [Pixels]);
    }
}
