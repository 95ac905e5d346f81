namespace Microsoft.ML.Saliency;

/// <summary>How far the explanation of one image has come.</summary>
/// <param name="Scored">Perturbed images scored so far.</param>
/// <param name="Total">Perturbed images to score in all.</param>
public readonly record struct SaliencyProgress(long Scored, long Total);
