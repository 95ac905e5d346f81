namespace Microsoft.ML.Saliency.Tool;

/// <summary>A few of many, chosen without looking at them.</summary>
internal static class Spread
{
    /// <summary>So many items at even distances, or all if there are no more.</summary>
    public static T[] Over<T>(IReadOnlyList<T> items, int count) =>
        items.Count <= count ? [.. items] : [.. Enumerable.Range(0, count).Select(i => items[(int)((i + 0.5) * items.Count / count)])];
}
