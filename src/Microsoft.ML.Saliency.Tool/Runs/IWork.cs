namespace Microsoft.ML.Saliency.Tool;

/// <summary>
/// What is done for each of many items, each with a result that is kept: see <see cref="WorkLoop"/>, which calls the members on different
/// threads, each of them for one item at a time.
/// </summary>
/// <typeparam name="TItem">What is worked on.</typeparam>
/// <typeparam name="TInput">What is read of it beforehand.</typeparam>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface IWork<TItem, TInput, TResult>
{
    /// <summary>What an item is called, in the plural: "images".</summary>
    string What { get; }

    /// <summary>Name of an item, for messages.</summary>
    string Name(TItem item);

    /// <summary>Passes through the model that an item is expected to take, at most.</summary>
    long Passes(TItem item);

    /// <summary>Whether the result of an item is there already.</summary>
    bool IsDone(TItem item);

    /// <summary>Reads what is needed, while the item before is computed.</summary>
    /// <exception cref="SkipException">The item cannot be worked on.</exception>
    TInput Prepare(TItem item);

    /// <summary>Computes the result: the passes through the model.</summary>
    /// <exception cref="SkipException">The item cannot be worked on.</exception>
    TResult Compute(TItem item, TInput input, CancellationToken cancellationToken);

    /// <summary>Keeps the result, as a whole or not at all, while the next item is computed.</summary>
    void Save(TItem item, TResult result);

    /// <summary>Keeps the reason why an item was skipped. It is tried again by the next start.</summary>
    void SaveSkipped(TItem item, string reason);
}
