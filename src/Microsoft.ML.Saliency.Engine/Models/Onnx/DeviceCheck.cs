namespace Microsoft.ML.Saliency;

/// <summary>The first run on a device: convolutions are planned, and the scores of a photograph must be those of the CPU.</summary>
internal static class DeviceCheck
{
    /// <summary>Runs each session once, all at the same time, and returns the largest change of a score against the CPU.</summary>
    /// <param name="scorer">The scorer, on a device.</param>
    /// <param name="image">The photograph as the model's input.</param>
    /// <param name="expected">Its scores on the CPU.</param>
    public static float Run(OnnxScorer scorer, float[] image, float[] expected)
    {
        var changes = new float[scorer.Concurrency];
        Parallel.For(0, changes.Length, new ParallelOptions { MaxDegreeOfParallelism = changes.Length }, lane =>
        {
            float[] scores = ((IMaskingScorer)scorer).PrefersMasks ? ScoreMasked(scorer, image) : Score(scorer, image);
            changes[lane] = HalfModel.LargestChange([expected], [scores]);
        });
        return changes.Max();
    }

    private static float[] Score(OnnxScorer scorer, float[] image)
    {
        using IScorerBatch batch = scorer.CreateBatch(1);
        image.CopyTo(batch.Inputs);
        return batch.Score(1).ToArray();
    }

    private static float[] ScoreMasked(IMaskingScorer scorer, float[] image)
    {
        TensorShape shape = scorer.InputShape;
        var masks = new MaskFamily(MaskAxis.OneCell(shape.Height), MaskAxis.OneCell(shape.Width));
        var masked = new MaskedImage(masks, image, () => image, () => throw new NotSupportedException());
        using IScorerBatch batch = scorer.CreateMaskScorer(masked).CreateBatch(1);
        MaskFamily.Write(batch.Inputs, MaskFamily.BelowAll);
        return batch.Score(1).ToArray();
    }
}
