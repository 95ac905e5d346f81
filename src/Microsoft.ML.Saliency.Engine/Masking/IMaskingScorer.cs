namespace Microsoft.ML.Saliency;

/// <summary>A scorer that makes the perturbed images where the model runs, so that only masks are transferred.</summary>
internal interface IMaskingScorer : IScorer
{
    /// <summary>Whether that is faster than receiving the images.</summary>
    bool PrefersMasks { get; }

    /// <summary>The scores of one image behind masks, as a scorer of masks: an input is a mask in the form of
    /// <see cref="MaskFamily"/>, and its batches are <see cref="ITargetBatch"/>.</summary>
    /// <param name="image">The image, its baseline, and how the inputs become masks.</param>
    IScorer CreateMaskScorer(MaskedImage image);
}

/// <summary>A batch whose scores can be limited to some classes where the model runs.</summary>
internal interface ITargetBatch : IScorerBatch
{
    /// <summary>Scores the first <paramref name="count"/> inputs of the buffer.</summary>
    /// <param name="count">1 to <see cref="IScorerBatch.Capacity"/>.</param>
    /// <param name="classes">The classes whose scores are wanted.</param>
    /// <returns>Scores, count x number of classes, row-major; valid until the next call.</returns>
    ReadOnlySpan<float> Score(int count, int[] classes);
}
