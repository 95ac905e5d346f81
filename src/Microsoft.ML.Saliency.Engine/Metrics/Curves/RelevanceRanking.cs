namespace Microsoft.ML.Saliency;

/// <summary>Puts pixels or regions in the order in which they are changed.</summary>
/// <param name="Order">The order.</param>
/// <param name="Seed">Seed of the random order.</param>
/// <param name="Image">The image's number, for the random order.</param>
internal readonly record struct RelevanceRanking(PerturbationOrder Order, ulong Seed, ulong Image)
{
    /// <summary>The indices of all values, the first to be changed first; of equal values the lower index.</summary>
    public int[] Rank(double[] relevance)
    {
        int[] indices = [.. Enumerable.Range(0, relevance.Length)];
        switch (Order)
        {
            case PerturbationOrder.MostRelevantFirst:
                Array.Sort(indices, (a, b) => Compare(relevance[b], relevance[a], a, b));
                break;
            case PerturbationOrder.LeastRelevantFirst:
                Array.Sort(indices, (a, b) => Compare(relevance[a], relevance[b], a, b));
                break;
            case PerturbationOrder.Random:
                new CounterRandom(Seed, RandomStream.PerturbationOrder, Image).Shuffle(indices);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(Order), Order, null);
        }

        return indices;
    }

    private static int Compare(double first, double second, int a, int b) => first < second ? -1 : first > second ? 1 : a.CompareTo(b);
}
