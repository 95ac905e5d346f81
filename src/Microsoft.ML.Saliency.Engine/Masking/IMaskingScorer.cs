namespace Microsoft.ML.Saliency;

/// <summary>A scorer that makes the masked images where the model runs, so that only masks are transferred.</summary>
internal interface IMaskingScorer : IScorer
{
    /// <summary>Whether that is faster than receiving the images.</summary>
    bool PrefersMasks { get; }

    /// <summary>The scores of one image behind masks, x . M + b . (1 - M), as a scorer of masks: an input is a mask, its grid's h x w
    /// values, then its shift's row and column.</summary>
    /// <param name="masks">How a grid and a shift become a mask.</param>
    /// <param name="image">The image x, C x H x W in the scorer's layout.</param>
    /// <param name="baseline">The baseline b, the same.</param>
    IScorer CreateMaskScorer(RiseMasks masks, ReadOnlyMemory<float> image, float[] baseline);
}
