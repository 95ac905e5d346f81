namespace Microsoft.ML.Saliency;

/// <summary>How far the maps of two conditions differ, and how much of that is noise: see <see cref="MapDivergence"/>.</summary>
/// <param name="Similarity">Similarity of a map of the one and a map of the other condition.</param>
/// <param name="Floor">
/// Similarity to expect of them if the two conditions differed by their seeds only: the noise floor. 1 where neither is random.
/// </param>
/// <param name="Excess">Floor less similarity, image by image: the difference beyond the noise. 0 if the seeds explain it all.</param>
/// <param name="Images">Images for which all of this is defined.</param>
public sealed record DivergenceEstimate(MeanEstimate Similarity, MeanEstimate Floor, IntervalEstimate Excess, int Images);
