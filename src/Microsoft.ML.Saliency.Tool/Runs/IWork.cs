namespace Microsoft.ML.Saliency.Tool;

/// <summary>Reports that an item cannot be worked on: it is skipped, and the others continue.</summary>
internal sealed class SkipException(string message) : Exception(message)
{
    /// <summary>Computes a result, and skips the item if a score is not finite.</summary>
    public static T UnlessFinite<T>(Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (InvalidOperationException exception)
        {
            throw new SkipException(ErrorText.OneLine(exception));
        }
    }
}

/// <summary>Work on many items, each with a result that is kept: see <see cref="WorkLoop"/>, which calls the members on different threads,
/// each of them for one item at a time, <see cref="Compute"/> for as many as the scorer wants.</summary>
internal interface IWork<TItem, TInput, TResult>
{
    /// <summary>The word for the items: "images".</summary>
    string What { get; }

    /// <summary>Gets the name of an item, for messages.</summary>
    string Name(TItem item);

    /// <summary>Gets the passes through the model that an item takes at most.</summary>
    long Passes(TItem item);

    /// <summary>Gets whether an item has its result already.</summary>
    bool IsDone(TItem item);

    /// <summary>Reads what is needed, while the item before is computed.</summary>
    /// <exception cref="SkipException">The item cannot be worked on.</exception>
    TInput Prepare(TItem item);

    /// <summary>Computes the result: the passes through the model.</summary>
    /// <exception cref="SkipException">The item cannot be worked on.</exception>
    TResult Compute(TItem item, TInput input, CancellationToken cancellationToken);

    /// <summary>Keeps the result, as a whole or not at all, while the next item is computed.</summary>
    void Save(TItem item, TResult result);

    /// <summary>Gets what machines are told of a result: its maps. Null for nothing.</summary>
    object? Describe(TItem item, TResult result) => null;

    /// <summary>Keeps the reason why an item was skipped. It is tried again by the next start.</summary>
    void SaveSkipped(TItem item, string reason);
}
