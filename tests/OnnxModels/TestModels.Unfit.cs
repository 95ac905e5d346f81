using Microsoft.ML.Saliency;

namespace OnnxModels;

/// <summary>Valid ONNX models that are not image classifiers, one reason each.</summary>
public static partial class TestModels
{
    private static readonly TensorShape Small = new(3, 4, 4);
    private static readonly float[][] TwoClasses = [[.. Enumerable.Repeat(1f, Small.Length)], [.. Enumerable.Repeat(-1f, Small.Length)]];

    /// <summary>Two image inputs, "input" and "second".</summary>
    public static byte[] TwoInputs()
        => new OnnxModelBuilder()
            .Input(InputName, DataType.Float, "N", Small.Channels, Small.Height, Small.Width)
            .Input("second", DataType.Float, "N", Small.Channels, Small.Height, Small.Width)
            .Node("Add", [InputName, "second"], [ChannelsFirstName])
            .TwoScores();

    /// <summary>An input of rank 2, [N, 48]: a table, not images.</summary>
    public static byte[] VectorInput()
        => new OnnxModelBuilder()
            .Input(InputName, DataType.Float, "N", Small.Length)
            .Node("Identity", [InputName], [ChannelsFirstName])
            .TwoScores();

    /// <summary>Images of another element type, such as bytes.</summary>
    public static byte[] TypedInput(DataType type)
        => new OnnxModelBuilder()
            .Input(InputName, type, "N", Small.Channels, Small.Height, Small.Width)
            .Node("Cast", [InputName], [ChannelsFirstName], ("to", (int)DataType.Float))
            .TwoScores();

    /// <summary>Images with neither 1, 3 nor 4 channels at either end, [N, 5, 5, 5]: the layout is open.</summary>
    public static byte[] NoChannelDimension() => Linear(new TensorShape(5, 5, 5), [new float[125], new float[125]]);

    /// <summary>A free number of channels, ["N", "channels", 4, 4].</summary>
    public static byte[] FreeChannels()
        => new OnnxModelBuilder()
            .Input(InputName, DataType.Float, "N", "channels", Small.Height, Small.Width)
            .Node("GlobalAveragePool", [InputName], ["pooled"])
            .Node("Flatten", ["pooled"], ["scores"], ("axis", 1))
            .Output("scores", DataType.Float, "N", "channels")
            .Build();

    /// <summary>One number for the whole batch: rank 0.</summary>
    public static byte[] ScalarOutput() => MeanOver([0, 1, 2, 3]);

    /// <summary>One number per image, without a dimension for classes: rank 1.</summary>
    public static byte[] VectorOutput() => MeanOver([1, 2, 3], "N");

    /// <summary>Scores per image and row, [N, 3, 4]: rank 3.</summary>
    public static byte[] Rank3Output() => MeanOver([3], "N", Small.Channels, Small.Height);

    /// <summary>Scores per pixel, [N, 3, 4, 4]: segmentation, not classification.</summary>
    public static byte[] SegmentationOutput()
        => ImageInput(Small, batch: null)
            .Node("Relu", [ChannelsFirstName], ["scores"])
            .Output("scores", DataType.Float, "N", Small.Channels, Small.Height, Small.Width)
            .Build();

    /// <summary>Scores per pixel of images of any size, [N, 3, height, width]: segmentation that shows only when it runs.</summary>
    public static byte[] FreeSegmentationOutput()
        => new OnnxModelBuilder()
            .Input(InputName, DataType.Float, "N", Small.Channels, "height", "width")
            .Node("Relu", [InputName], ["scores"])
            .Output("scores", DataType.Float, "N", Small.Channels, "height", "width")
            .Build();

    /// <summary>One row of scores whatever the number of images, [1, 2]: the average over the batch.</summary>
    public static byte[] OneRowForAllImages()
        => ImageInput(Small, batch: null)
            .LinearLayer(Small, TwoClasses)
            .Node("ReduceMean", ["scores"], ["average"], ("axes", new long[] { 0 }))
            .Output("average", DataType.Float, "M", 2)
            .Build();

    /// <summary>An integer output only: the index of the best class.</summary>
    public static byte[] LabelOutput()
        => ImageInput(Small, batch: null)
            .LinearLayer(Small, TwoClasses)
            .Node("ArgMax", ["scores"], ["label"], ("axis", 1))
            .Output("label", DataType.Int64, "N", 1)
            .Build();

    /// <summary>A sequence of tensors instead of a tensor.</summary>
    public static byte[] SequenceOutput()
        => ImageInput(Small, batch: null)
            .LinearLayer(Small, TwoClasses)
            .Node("SequenceConstruct", ["scores"], ["sequence"])
            .SequenceOutput("sequence", DataType.Float, "N", 2)
            .Build();

    /// <summary>Scores of the right shape that are always NaN (0 / 0).</summary>
    public static byte[] NaNOutput()
        => ImageInput(Small, batch: null)
            .LinearLayer(Small, TwoClasses)
            .Node("Sub", ["scores", "scores"], ["zero"])
            .Node("Div", ["zero", "zero"], ["nan"])
            .Output("nan", DataType.Float, "N", 2)
            .Build();

    private static byte[] MeanOver(long[] axes, params OnnxDimension[] output)
        => ImageInput(Small, batch: null)
            .Node("ReduceMean", [ChannelsFirstName], ["scores"], ("axes", axes), ("keepdims", 0))
            .Output("scores", DataType.Float, output)
            .Build();

    private static byte[] TwoScores(this OnnxModelBuilder model)
        => model.LinearLayer(Small, TwoClasses).Output("scores", DataType.Float, "N", 2).Build();
}
