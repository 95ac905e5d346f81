namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One row of the pipeline table.</summary>
/// <param name="Method">What is done for each row of data.</param>
/// <param name="Rows">Rows of data.</param>
/// <param name="View">Rounds of reading the transformed data against the engine's calls.</param>
/// <param name="Predictions">Rounds of predictions, one by one, against the engine's calls.</param>
/// <param name="GrowthKilobytes">Live memory at the last row less that at a tenth of the rows.</param>
internal sealed record PipelineResult(string Method, int Rows, Round[] View, Round[] Predictions, double GrowthKilobytes)
{
    public Spread EngineMicroseconds => Spread.Of(View.Select(round => 1000 * round.Bare.Cpu / (2 * Rows)));

    public Spread ViewMicroseconds => Spread.Of(View.Select(round => 1000 * round.Rise.Cpu / (2 * Rows)));

    public Spread ViewRatio => Spread.Of(View.Select(round => round.Ratio.Cpu));

    public Spread PredictionRatio => Spread.Of(Predictions.Select(round => round.Ratio.Cpu));

    public Spread Noise => Spread.Of(View.Select(round => round.Noise.Cpu));
}
