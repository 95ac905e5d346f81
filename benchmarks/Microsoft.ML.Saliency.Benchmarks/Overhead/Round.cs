namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One round: RISE, bare, bare, RISE, so that a machine that grows slower or faster favors neither.</summary>
/// <param name="Rise">Both runs of RISE.</param>
/// <param name="Bare">Both bare runs.</param>
/// <param name="Ratio">RISE in units of the bare runs.</param>
/// <param name="Noise">The second bare run in units of the first: how far from 1 a ratio of equal work may be.</param>
internal sealed record Round(Cost Rise, Cost Bare, Cost Ratio, Cost Noise)
{
    public static Round Measure(Action rise, Action bare)
    {
        Cost firstRise = Cost.Of(rise), firstBare = Cost.Of(bare), secondBare = Cost.Of(bare), secondRise = Cost.Of(rise);
        Cost bothRise = firstRise + secondRise, bothBare = firstBare + secondBare;
        return new Round(bothRise, bothBare, bothRise.RelativeTo(bothBare), secondBare.RelativeTo(firstBare));
    }
}
