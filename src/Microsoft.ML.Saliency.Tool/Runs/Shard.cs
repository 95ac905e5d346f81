namespace Microsoft.ML.Saliency.Tool;

/// <summary>A share of the work: every <paramref name="Count"/>-th item, from the <paramref name="Index"/>-th.</summary>
/// <param name="Index">Which share, 0 to Count - 1.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>Reads a share as in "0/4".</summary>
    /// <exception cref="ToolException">The text is no share.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0]) is int index && Number(parts[1]) is int count && index < count
            ? new Shard(index, count)
            : throw new ToolException($"A shard must be i/n with 0 <= i < n, as in 0/4, but was '{text}'.");

        static int? Number(string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>Gets the items of this share, in their order.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> items) => items.Where((_, i) => i % Count == Index);

    /// <summary>Gets a text as in "0/4".</summary>
    public override string ToString() => $"{Index}/{Count}";
}
