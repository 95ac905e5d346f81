namespace Microsoft.ML.Saliency.Tool;

/// <summary>One choice that is varied while all others stay.</summary>
/// <param name="Method">The method: "RISE" or "occlusion".</param>
/// <param name="Choice">What is varied, as in "number of masks".</param>
/// <param name="Conditions">Its values, two or more.</param>
internal sealed record Axis(string Method, string Choice, IReadOnlyList<Condition> Conditions);
