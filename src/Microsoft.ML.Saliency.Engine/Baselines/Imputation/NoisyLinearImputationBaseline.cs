namespace Microsoft.ML.Saliency;

/// <summary>Removed pixels are filled in from their neighborhood, in the model's space.</summary>
internal sealed class NoisyLinearImputationBaseline : Baseline
{
    public NoisyLinearImputationBaseline(double noise, ulong seed)
        : base(
            (noise, seed) == (0.01, 0) ? "linear-imputation" : Text("linear-imputation", noise, seed),
            BaselineSpace.Model,
            BaselineVariation.Imputed)
    {
        if (!(noise >= 0 && double.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(noise), noise, $"The noise's standard deviation must be at least 0 and finite, but was {noise}.");
        }

        (Noise, Seed) = (noise, seed);
    }

    public double Noise { get; }

    public ulong Seed { get; }

    internal override Baseline AddToSeed(ulong offset) => new NoisyLinearImputationBaseline(Noise, Seed + offset);

    internal override BaselineWriter CreateWriter(ClassifierInput input, TensorShape shape)
    {
        int pixels = shape.Height * shape.Width;
        float[] image = TensorPlanes.Split(input.Tensor.Span, shape);
        var planes = new float[shape.Length];
        var imputation = new LinearImputation(shape.Height, shape.Width);
        return (index, removed, baseline) =>
        {
            image.CopyTo(planes, 0);
            imputation.Prepare(removed);
            var random = CounterRandom.ForImage(Seed, RandomStream.NoisyLinearImputation, input.Identity, index);
            for (int first = 0; first < planes.Length; first += pixels)
            {
                Span<float> plane = planes.AsSpan(first, pixels);
                if (imputation.IsEverythingRemoved)
                {
                    plane.Fill(TensorPlanes.Mean(plane));
                }
                else
                {
                    imputation.Solve(plane);
                }

                AddNoise(ref random, removed, plane);
            }

            TensorPlanes.Join(planes, shape, baseline);
        };
    }

    private void AddNoise(ref CounterRandom random, ReadOnlySpan<bool> removed, Span<float> plane)
    {
        for (int i = 0; Noise > 0 && i < plane.Length; i++)
        {
            if (removed[i])
            {
                plane[i] += (float)(Noise * random.NextGaussian());
            }
        }
    }
}
