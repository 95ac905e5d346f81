namespace Microsoft.ML.Saliency.Tool;

/// <summary>What to know before reading a study's verdicts.</summary>
internal static class StudyCautions
{
    /// <summary>Fewer images than this are few: the percentile bootstrap's intervals are too narrow then (our choice).</summary>
    public const int FewImages = 20;

    /// <summary>Gets the sentences; none if nothing stands out.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<StudiedImage> images, int classCount)
    {
        string? few = images.Count >= FewImages
            ? null
            : $"This study has {images.Count} images. With fewer than {FewImages}, intervals are rough and too narrow: " +
              "take its verdicts as hints, not as findings.";
        int? below = ChanceLevel.AreProbabilities(images.Select(image => image.Score))
            ? images.Count(image => image.Score < ChanceLevel.Of(classCount))
            : null;
        return [.. new[] { few, ChanceLevel.Warning(below, images.Count, "images have", classCount) }.OfType<string>()];
    }
}
