using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.Saliency;

/// <summary>Judges from the outputs for the probe images what turns them into scores. Rows with a value that is not finite are no
/// evidence.</summary>
internal static class ScoreEvidence
{
    // What half precision leaves of a sum of probabilities.
    private const float Tolerance = 5e-3f;
    private const float Percent = 100;

    /// <summary>Decides the activation that <see cref="ScoreActivation.Auto"/> stands for.</summary>
    /// <returns>The activation, why, and whether the user should hear of it.</returns>
    public static (ScoreActivation Activation, string Reason, bool IsDoubtful) Judge(ProbedOutput output)
    {
        float[][] rows = output.FiniteRows;
        bool isSingle = output.Form.Width == 1;
        bool hasNegative = rows.Any(row => row.Min() < 0);
        string seen = $"{rows.Length} of {output.Rows.Length} probes";
        if (IsProbability(output))
        {
            return (ScoreActivation.None, $"the outputs of {seen} are probabilities with the sum 1", false);
        }

        if (rows.All(IsInUnitInterval))
        {
            return (ScoreActivation.None, $"the outputs of {seen} lie in 0..1", false);
        }

        if (!isSingle && !hasNegative && rows.All(row => IsNear(row.Sum(), Percent, Tolerance * Percent)))
        {
            return (ScoreActivation.Percent, $"the outputs of {seen} are percentages with the sum 100", true);
        }

        // A byte is rounded, so that the sum of many is not exact.
        if (!isSingle && output.Form.Type == TensorElementType.UInt8 &&
            rows.All(row => IsNear(row.Sum(), byte.MaxValue, 1 + (row.Count(value => value > 0) / 2f))))
        {
            return (ScoreActivation.Byte, $"the outputs of {seen} are bytes with the sum 255", true);
        }

        if (isSingle)
        {
            // A logit has both signs; a single value that never has may be a percentage, a byte or a distance.
            return (ScoreActivation.Sigmoid, $"there is one output, which leaves 0..1 for some of {seen}", !hasNegative);
        }

        bool isLogarithm = rows.All(row => row.Max() <= Tolerance && IsNear(row.Sum(MathF.Exp), 1, Tolerance));
        return (ScoreActivation.Softmax, isLogarithm
            ? $"the outputs of {seen} are logarithms of probabilities"
            : $"the outputs of {seen} are not all probabilities", false);
    }

    /// <summary>Whether every row of evidence is a distribution over at least two classes.</summary>
    public static bool IsProbability(ProbedOutput output) => output.Form.Width > 1 && output.FiniteRows.Length > 0
        && output.FiniteRows.All(row => IsInUnitInterval(row) && IsNear(row.Sum(), 1, Tolerance));

    /// <summary>Whether a score of one value is a probability.</summary>
    public static bool IsInUnitInterval(float[] row) => row.Min() >= 0 && row.Max() <= 1 + 1e-5f;

    /// <summary>Whether two outputs are the same classes' scores in other forms: equal, or equal when both are probabilities.</summary>
    public static bool IsSameClassifier(ProbedOutput left, ProbedOutput right) => left.Form.Width == right.Form.Width
        && left.Rows.Length == right.Rows.Length
        && left.Rows.Zip(right.Rows).All(rows => IsSame(rows.First, rows.Second));

    private static bool IsSame(float[] left, float[] right) =>
        (!IsFinite(left) && !IsFinite(right)) || AreEqual(left, right) || AreEqual(Distribution(left), Distribution(right));

    private static bool IsFinite(float[] row) => float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(row));

    private static bool AreEqual(float[] left, float[] right) =>
        left.Zip(right).All(pair => IsNear(pair.First, pair.Second, Tolerance));

    private static float[] Distribution(float[] row)
    {
        if (IsInUnitInterval(row) && (row.Length == 1 || IsNear(row.Sum(), 1, Tolerance)))
        {
            return row;
        }

        float[] distribution = [.. row];
        (row.Length == 1 ? ScoreActivation.Sigmoid : ScoreActivation.Softmax).Apply(distribution, row.Length);
        return distribution;
    }

    private static bool IsNear(float value, float expected, float tolerance) => MathF.Abs(value - expected) <= tolerance;
}
