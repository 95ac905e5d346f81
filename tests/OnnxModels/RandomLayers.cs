namespace OnnxModels;

/// <summary>Adds layers with random weights to a model; each method returns the name of its output. Images are N x C x H x W.</summary>
internal sealed class RandomLayers(OnnxModelBuilder model, int seed)
{
    private ulong _state = (ulong)seed;
    private int _count;

    /// <summary>A convolution padded so that a stride of 1 keeps the size, with the bias into which a batch norm would be folded.</summary>
    public string Convolution(string input, int inputs, int outputs, int kernel, int stride = 1, float gain = 1)
    {
        (string weights, string bias) = Parameters([outputs, inputs, kernel, kernel], gain);
        int padding = kernel / 2;
        return Operation("Conv", [input, weights, bias],
            ("kernel_shape", new long[] { kernel, kernel }),
            ("strides", new long[] { stride, stride }),
            ("pads", new long[] { padding, padding, padding, padding }));
    }

    /// <summary>A fully connected layer over everything that one image has.</summary>
    public string Linear(string input, int inputs, int outputs)
    {
        (string weights, string bias) = Parameters([outputs, inputs], gain: 1);
        return Operation("Gemm", [Operation("Flatten", [input], ("axis", 1)), weights, bias], ("transB", 1));
    }

    public string Relu(string input) => Operation("Relu", [input]);

    public string Add(string left, string right) => Operation("Add", [left, right]);

    /// <summary>3 x 3, stride 2.</summary>
    public string MaxPool(string input) => Operation("MaxPool", [input],
        ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }));

    public string GlobalAveragePool(string input) => Operation("GlobalAveragePool", [input]);

    private string Operation(string type, string[] inputs, params (string Name, object Value)[] attributes)
    {
        string output = $"{type}_{_count++}";
        model.Node(type, inputs, [output], attributes);
        return output;
    }

    /// <summary>Weights uniform within gain x sqrt(6 / fan-in), which keeps the activations' variance through a ReLU (He et al. 2015,
    /// "Delving Deep into Rectifiers", section 2.2), and small biases.</summary>
    private (string Weights, string Bias) Parameters(long[] dimensions, float gain)
    {
        long count = dimensions.Aggregate((product, dimension) => product * dimension);
        long fanIn = count / dimensions[0];
        (string weights, string bias) = ($"weights_{_count}", $"bias_{_count}");
        model.Initializer(weights, dimensions, Uniform(count, gain * MathF.Sqrt(6f / fanIn)));
        model.Initializer(bias, [dimensions[0]], Uniform(dimensions[0], 0.01f));
        return (weights, bias);
    }

    private float[] Uniform(long count, float bound)
    {
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            // Knuth's MMIX generator; the upper half of the state, as a signed number, is uniform.
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            values[i] = bound * ((int)(_state >> 32) / 2147483648f);
        }

        return values;
    }
}
