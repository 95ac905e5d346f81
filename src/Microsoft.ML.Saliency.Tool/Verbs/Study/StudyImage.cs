namespace Microsoft.ML.Saliency.Tool;

/// <summary>An image of the study, with what the model says of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Neutrality">What the model says to each baseline in its place.</param>
internal sealed record StudyImage(string Name, string Path, string Sha256, IReadOnlyList<ImageNeutrality> Neutrality)
{
    /// <summary>The class that is explained: the predicted one.</summary>
    public int Target => Neutrality[0].Target;

    /// <summary>The model's probability of it.</summary>
    public double Score => Neutrality[0].TargetProbability;
}
