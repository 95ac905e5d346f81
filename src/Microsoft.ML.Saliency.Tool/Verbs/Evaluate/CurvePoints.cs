namespace Microsoft.ML.Saliency.Tool;

/// <summary>The points of a curve, as they are kept.</summary>
/// <param name="Fractions">The share of the pixels that are changed at each point.</param>
/// <param name="Scores">The score at each point.</param>
internal sealed record CurvePoints(IReadOnlyList<double> Fractions, IReadOnlyList<double> Scores)
{
    /// <summary>Keeps a curve.</summary>
    public static CurvePoints Of(PerturbationCurve curve) => new(curve.Fractions, curve.Scores);

    /// <summary>The curve that was kept.</summary>
    public PerturbationCurve ToCurve(int target, PerturbationOrder order, PerturbationDirection direction) => new(Fractions, Scores, target, order, direction);
}
