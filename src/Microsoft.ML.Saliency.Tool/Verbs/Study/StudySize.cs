namespace Microsoft.ML.Saliency.Tool;

/// <summary>How much a study computes, where its settings do not say otherwise.</summary>
internal enum StudySize
{
    /// <summary>About 15,000 passes for each of at most 20 images.</summary>
    Quick,

    /// <summary>About 15 times as many, for all images.</summary>
    Full,
}
