namespace Microsoft.ML.Saliency.Tool;

/// <summary>A claim, and what the figures say of it.</summary>
/// <param name="Id">A short name: "T1a".</param>
/// <param name="Claim">The claim in plain words.</param>
/// <param name="Outcome">Whether it holds.</param>
/// <param name="Finding">What was found, in one sentence.</param>
/// <param name="Figures">The figures behind it, one a line.</param>
/// <param name="Rule">How the outcome follows from the figures.</param>
internal sealed record Verdict(string Id, string Claim, Outcome Outcome, string Finding, IReadOnlyList<string> Figures, string Rule);
