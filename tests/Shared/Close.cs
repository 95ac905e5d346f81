using System.Numerics;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>Comparison of arrays within a tolerance.</summary>
internal static class Close
{
    public static void All<T>(ReadOnlySpan<T> expected, ReadOnlySpan<float> actual, double absolute)
        where T : struct, INumber<T> => All<T, float>(expected, actual, absolute);

    public static void All<TExpected, TActual>(ReadOnlySpan<TExpected> expected, ReadOnlySpan<TActual> actual, double absolute)
        where TExpected : struct, INumber<TExpected>
        where TActual : struct, INumber<TActual>
    {
        Assert.AreEqual(expected.Length, actual.Length);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(expected[i]) - double.CreateChecked(actual[i]));
            if (!(difference <= worst))
            {
                (worst, at) = (difference, i);
            }
        }

        Assert.IsTrue(worst <= absolute, $"Value {at} must be {expected[at]} within {absolute}, but was {actual[at]}.");
    }
}
