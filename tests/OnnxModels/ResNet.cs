namespace OnnxModels;

/// <summary>Residual networks of the standard topology (He et al. 2016, "Deep Residual Learning", table 1; strides as in torchvision) with
/// random weights, batch norms folded into the convolutions: "input" N x 3 x 224 x 224, "logits" N x 1000. For timing: the scores mean
/// nothing.</summary>
public static class ResNet
{
    private const int ClassCount = 1000;

    /// <summary>ResNet-50: bottlenecks [3, 4, 6, 3]; 25.5 million weights, 4.1 billion multiply-adds an image.</summary>
    public static byte[] ResNet50(int seed) => Build(seed, [3, 4, 6, 3], expansion: 4, Bottleneck);

    /// <summary>ResNet-18: basic blocks [2, 2, 2, 2]; 11.7 million weights, 1.8 billion multiply-adds an image.</summary>
    public static byte[] ResNet18(int seed) => Build(seed, [2, 2, 2, 2], expansion: 1, BasicBlock);

    /// <summary>The residual branch of a block: from <c>inputs</c> channels to <c>width</c> (times the expansion).</summary>
    private delegate string Branch(RandomLayers layers, string x, int inputs, int width, int stride, float gain);

    private static string Bottleneck(RandomLayers layers, string x, int inputs, int width, int stride, float gain)
    {
        x = layers.Relu(layers.Convolution(x, inputs, width, kernel: 1));
        x = layers.Relu(layers.Convolution(x, width, width, kernel: 3, stride));
        return layers.Convolution(x, width, 4 * width, kernel: 1, gain: gain);
    }

    private static string BasicBlock(RandomLayers layers, string x, int inputs, int width, int stride, float gain)
    {
        x = layers.Relu(layers.Convolution(x, inputs, width, kernel: 3, stride));
        return layers.Convolution(x, width, width, kernel: 3, gain: gain);
    }

    private static byte[] Build(int seed, int[] blockCounts, int expansion, Branch branch)
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input(TestModels.InputName, DataType.Float, "N", 3, 224, 224);
        RandomLayers layers = new(model, seed);
        // The branches' variances add up along the shortcut: this gain keeps their sum that of one layer.
        float gain = 1 / MathF.Sqrt(blockCounts.Sum());

        string x = layers.MaxPool(layers.Relu(layers.Convolution(TestModels.InputName, 3, 64, kernel: 7, stride: 2)));
        int inputs = 64;
        for (int stage = 0; stage < blockCounts.Length; stage++)
        {
            int width = 64 << stage;
            for (int block = 0; block < blockCounts[stage]; block++)
            {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                int outputs = expansion * width;
                string shortcut = inputs == outputs ? x : layers.Convolution(x, inputs, outputs, kernel: 1, stride);
                x = layers.Relu(layers.Add(branch(layers, x, inputs, width, stride, gain), shortcut));
                inputs = outputs;
            }
        }

        string logits = layers.Linear(layers.GlobalAveragePool(x), inputs, ClassCount);
        return model.Node("Identity", [logits], ["logits"]).Output("logits", DataType.Float, "N", ClassCount).Build();
    }
}
