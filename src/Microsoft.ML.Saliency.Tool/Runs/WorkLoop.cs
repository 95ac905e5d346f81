namespace Microsoft.ML.Saliency.Tool;

/// <summary>Works on the items without a result, in order. While one is computed, the next is read and the one before is written, so that
/// the model never waits; a device has the passes of two items to choose from. Memory does not grow with the number of items.</summary>
/// <param name="cancellationToken">Ends the work; what is computed is still written.</param>
internal sealed class WorkLoop(Screen screen, CancellationToken cancellationToken)
{
    /// <summary>Runs the work.</summary>
    public WorkSummary Run<TItem, TInput, TResult>(IWork<TItem, TInput, TResult> work, IReadOnlyList<TItem> items, CountingScorer scorer)
    {
        TItem[] pending = [.. items.Where(item => !work.IsDone(item))];
        var progress = new WorkProgress(work.What, items.Count, items.Count - pending.Length, pending.Sum(work.Passes));
        int skipped = 0;
        scorer.Counted = progress.Add;
        screen.Follow(progress, () =>
        {
            Task<(TInput? Input, string? Skip)> next = PrepareAt(0);
            Task saving = Task.CompletedTask;
            var computing = new Queue<(TItem Item, Task<(TResult? Result, string? Skip)> Task)>();
            try
            {
                for (int i = 0; i < pending.Length; i++)
                {
                    TItem item = pending[i];
                    cancellationToken.ThrowIfCancellationRequested();
                    (TInput? input, string? skip) = next.GetAwaiter().GetResult();
                    next = PrepareAt(i + 1);
                    computing.Enqueue((item, Task.Run(
                        () => skip is null ? Try(() => work.Compute(item, input!, cancellationToken)) : (default, skip),
                        CancellationToken.None)));
                    if (computing.Count == scorer.ItemsAtATime)
                    {
                        SaveOldest();
                    }
                }

                while (computing.Count > 0)
                {
                    SaveOldest();
                }

                saving.GetAwaiter().GetResult();
            }
            finally
            {
                // No task outlives the call, whatever went wrong.
                Task.WhenAll([next, saving, .. computing.Select(item => item.Task)])
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                    .Wait(CancellationToken.None);
            }

            void SaveOldest()
            {
                (TItem item, Task<(TResult? Result, string? Skip)> task) = computing.Peek();
                (TResult? result, string? skip) = task.GetAwaiter().GetResult();
                computing.Dequeue();
                progress.FinishPasses(work.Passes(item));
                saving.GetAwaiter().GetResult();
                saving = Task.Run(() => Save(item, result, skip), CancellationToken.None);
            }
        });
        return new WorkSummary(items.Count, items.Count - pending.Length, skipped, progress.Passes, progress.Elapsed);

        Task<(TInput? Input, string? Skip)> PrepareAt(int i) => i < pending.Length && !cancellationToken.IsCancellationRequested
            ? Task.Run(() => Try(() => work.Prepare(pending[i])), CancellationToken.None)
            : Task.FromResult<(TInput?, string?)>(default);

        void Save(TItem item, TResult? result, string? skip)
        {
            if (skip is null)
            {
                work.Save(item, result!);
                screen.Done(work.Name(item), work.Describe(item, result!));
            }
            else
            {
                work.SaveSkipped(item, skip);
                skipped++;
                screen.Skipped(work.Name(item), skip);
            }

            progress.FinishItem();
        }
    }

    private static (T? Value, string? Skip) Try<T>(Func<T> action)
    {
        try
        {
            return (action(), null);
        }
        catch (SkipException exception)
        {
            return (default, ErrorText.OneLine(exception));
        }
    }
}
