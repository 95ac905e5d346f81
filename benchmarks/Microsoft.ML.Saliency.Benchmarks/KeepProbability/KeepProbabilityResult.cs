namespace Microsoft.ML.Saliency.Benchmarks;

/// <summary>What choosing the keep probability did for one image.</summary>
/// <param name="Image">The image's file name.</param>
/// <param name="Target">The explained class, the predicted one.</param>
/// <param name="Chosen">The probability that was chosen.</param>
/// <param name="FidelityOfHalf">Estimated fidelity of the map with 0.5.</param>
/// <param name="FidelityOfChosen">Estimated fidelity of the map with the chosen one, for as many passes, the search's included.</param>
/// <param name="Similarity">Rank correlation of the two maps: they answer different questions.</param>
internal sealed record KeepProbabilityResult(
    string Image, int Target, double Chosen, double FidelityOfHalf, double FidelityOfChosen, double Similarity);
