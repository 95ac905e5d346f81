namespace Microsoft.ML.Saliency;

/// <summary>
/// How far some work has come: the explanation of one image, or a curve, is counted in perturbed images; work over a data set in its rows.
/// </summary>
/// <param name="Scored">Done so far.</param>
/// <param name="Total">To do in all; those begun so far where the data does not know its number of rows.</param>
public readonly record struct SaliencyProgress(long Scored, long Total);
