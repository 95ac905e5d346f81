namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>Antithetic masks from one on, which is even: a part of a run.</summary>
internal sealed class LaterMasks(TensorShape shape, RiseOptions options, double keepProbability, long first)
    : RiseMasks(shape, (options.GridHeight, options.GridWidth), options.Seed, keepProbability, isPaired: true)
{
    public override (int Row, int Column) Draw(long index, Span<float> grid) => base.Draw(first + index, grid);
}
