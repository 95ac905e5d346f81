namespace Microsoft.ML.Saliency;

/// <summary>The blur of the RISE authors' insertion metric, in the model's space.</summary>
internal sealed class RiseBlurBaseline(int size, double sigma)
    : Baseline((size, sigma) == (11, 5) ? "rise-blur" : Text("rise-blur", size, sigma), BaselineSpace.Model, BaselineVariation.Fixed)
{
    private readonly double[] _taps = FilterTaps.FoldedGaussian(size, sigma);

    public int Size => size;

    public double Sigma => sigma;

    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape)
    {
        int pixels = shape.Height * shape.Width;
        float[] planes = TensorPlanes.Split(input.Tensor.Span, shape);
        var filtered = new float[shape.Length];
        var filter = new SeparableFilter(_taps, BorderMode.Zero, shape.Height, shape.Width);
        for (int first = 0; first < planes.Length; first += pixels)
        {
            filter.Apply(planes.AsSpan(first, pixels), filtered.AsSpan(first, pixels));
        }

        return (_, _, baseline) => TensorPlanes.Join(filtered, shape, baseline);
    }
}
