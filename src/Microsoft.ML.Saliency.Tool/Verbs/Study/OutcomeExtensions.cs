namespace Microsoft.ML.Saliency.Tool;

/// <summary>Outcomes in words.</summary>
internal static class OutcomeExtensions
{
    /// <summary>As in "holds in part".</summary>
    public static string Words(this Outcome outcome) => outcome switch
    {
        Outcome.Holds => "holds",
        Outcome.HoldsInPart => "holds in part",
        Outcome.DoesNotHold => "does not hold",
        _ => "undecided",
    };
}
