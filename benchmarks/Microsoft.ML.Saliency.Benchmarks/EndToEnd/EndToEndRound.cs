namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>One round: ours, tuned, defaults, tuned, ours, so that a machine that grows slower or faster favors neither.</summary>
internal sealed record EndToEndRound(Cost Ours, PythonCost Tuned, PythonCost Default)
{
    private const double MillisecondsOfTwo = 2000;

    public static EndToEndRound Measure(Action ours, PythonRise rise)
    {
        Cost firstOurs = Cost.Of(ours);
        PythonCost firstTuned = rise.ExplainTuned(), byDefault = rise.ExplainByDefault(), secondTuned = rise.ExplainTuned();
        Cost bothOurs = firstOurs + Cost.Of(ours);
        var round = new EndToEndRound(bothOurs / MillisecondsOfTwo, Mean(firstTuned, secondTuned), byDefault);
        Console.WriteLine($"  ours {round.Ours.Wall:F2} s, tuned {round.Tuned.Total:F2} s, defaults {round.Default.Total:F2} s");
        return round;
    }

    private static PythonCost Mean(PythonCost left, PythonCost right) => new(
        (left.Drawing + right.Drawing) / 2,
        (left.DrawingCpu + right.DrawingCpu) / 2,
        (left.Explaining + right.Explaining) / 2,
        (left.ExplainingCpu + right.ExplainingCpu) / 2);
}
