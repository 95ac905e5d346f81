namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One row of the overhead table.</summary>
internal sealed record OverheadResult(
    string Model, string InputShape,
    int Sessions, int ThreadsPerSession, int Batch, int Masks, Round[] Rounds, Spread PassRatio, Spread OwnMillisecondsPerMask)
{
    public Spread WallRatio => Spread.Of(Rounds.Select(round => round.Ratio.Wall));

    public Spread CpuRatio => Spread.Of(Rounds.Select(round => round.Ratio.Cpu));

    public Spread WallNoise => Spread.Of(Rounds.Select(round => round.Noise.Wall));

    public Spread CpuNoise => Spread.Of(Rounds.Select(round => round.Noise.Cpu));

    public Spread RiseMillisecondsPerMask => Spread.Of(Rounds.Select(round => round.Rise.Wall / (2 * Masks)));

    public Spread BareMillisecondsPerMask => Spread.Of(Rounds.Select(round => round.Bare.Wall / (2 * Masks)));
}
