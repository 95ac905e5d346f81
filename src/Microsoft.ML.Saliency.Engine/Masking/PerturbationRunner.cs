using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Saliency;

/// <summary>How far a run has come: in passes through the model or, for a pass over data, in rows.</summary>
/// <param name="Scored">Done so far.</param>
/// <param name="Total">To do in all; those begun so far where the data does not know its number of rows.</param>
public readonly record struct SaliencyProgress(long Scored, long Total);

/// <summary>Takes the scores of consecutive perturbations; called in the order of their numbers, never concurrently.</summary>
/// <param name="first">Number of the first perturbation.</param>
/// <param name="scores">Scores, row-major: one row for each perturbation, with the classes that are wanted.</param>
internal delegate void ScoreConsumer(long first, ReadOnlySpan<float> scores);

/// <summary>Chooses the classes whose scores are wanted.</summary>
/// <param name="first">The first perturbation's scores of all K classes.</param>
internal delegate int[] ClassChoice(ReadOnlySpan<float> first);

/// <summary>Scores a numbered sequence of perturbed images in batches, several batches at a time, and hands the scores on in the order of
/// the numbers. So what is made of the scores does not depend on batch size or threads, and memory not on the sequence's length.</summary>
internal sealed class PerturbationRunner
{
    private readonly IScorer _scorer;
    private readonly int _batchSize;
    private readonly int _threads;

    /// <param name="scorer">The black box.</param>
    /// <param name="batchSize">Images per batch; null for the scorer's own size. The scorer's smaller limit wins.</param>
    /// <param name="threads">Batches at a time; null for the scorer's own number.</param>
    /// <exception cref="ArgumentException">The scorer breaks its contract.</exception>
    public PerturbationRunner(IScorer scorer, int? batchSize = null, int? threads = null)
    {
        ScorerContract.Require(scorer);
        _scorer = scorer;
        _batchSize = Math.Min(batchSize ?? scorer.BatchSize, scorer.MaxBatchSize);
        _threads = threads ?? scorer.Concurrency;
    }

    /// <summary>Scores <paramref name="total"/> perturbations.</summary>
    public void Run(
        Perturbations perturbations,
        long total,
        ClassChoice? choose,
        ScoreConsumer consume,
        IProgress<SaliencyProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Run(perturbations, total, [total], choose, consume, progress, cancellationToken);

    /// <summary>Scores perturbations in rounds.</summary>
    /// <param name="perturbations">The perturbations.</param>
    /// <param name="atMost">How many they are at most.</param>
    /// <param name="rounds">Sizes of the rounds; the next one is asked for when the scores of those before are consumed.</param>
    /// <param name="choose">Chooses the classes, when the first perturbation is scored; null for all.</param>
    /// <param name="consume">Takes the scores.</param>
    /// <param name="progress">Receives progress after each batch; null for none.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    public void Run(
        Perturbations perturbations,
        long atMost,
        IEnumerable<long> rounds,
        ClassChoice? choose,
        ScoreConsumer consume,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken)
    {
        MaskedImage? masked = _scorer is IMaskingScorer { PrefersMasks: true } ? perturbations.Masked : null;
        IScorer scorer = masked is null ? _scorer : ((IMaskingScorer)_scorer).CreateMaskScorer(masked);
        Func<PerturbationWriter> createWriter = masked?.CreateMaskWriter ?? perturbations.CreateImageWriter;
        int batchSize = (int)Math.Min(_batchSize, atMost);
        int threads = (int)Math.Min(_threads, ((atMost - 1) / batchSize) + 1);
        var lanes = new List<Lane>(threads);
        int[]? classes = null;
        long scored = 0;
        try
        {
            while (lanes.Count < threads)
            {
                lanes.Add(new Lane(scorer, ScorerContract.Open(scorer, batchSize), createWriter()));
            }

            // Of two batches for each lane one is scored, and the other waits for its turn.
            var batches = new BatchSequence(rounds, batchSize, 2 * threads, Consume);
            ForEachLane(lanes, lane =>
            {
                try
                {
                    while (batches.Begin() is ScoredBatch batch)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        lane.Score(batch, Volatile.Read(ref classes), perturbations);
                        progress?.Report(new SaliencyProgress(Interlocked.Add(ref scored, batch.Count), atMost));
                        batches.Complete(batch);
                    }
                }
                catch
                {
                    // The other lanes need not go on.
                    batches.Abort();
                    throw;
                }
            });
        }
        finally
        {
            lanes.ForEach(lane => lane.Batch.Dispose());
        }

        void Consume(ScoredBatch batch)
        {
            if (choose is not null)
            {
                classes ??= choose(batch.Scores[..batch.Width]);
                batch.Select(classes);
            }

            consume(batch.First, batch.Scores);
        }
    }

    private static void ForEachLane(List<Lane> lanes, Action<Lane> work)
    {
        if (lanes.Count == 1)
        {
            work(lanes[0]);
            return;
        }

        try
        {
            Parallel.ForEach(lanes, new ParallelOptions { MaxDegreeOfParallelism = lanes.Count }, work);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <summary>One thread's buffer and writer.</summary>
    private sealed record Lane(IScorer Scorer, IScorerBatch Batch, PerturbationWriter Write)
    {
        public void Score(ScoredBatch batch, int[]? classes, Perturbations perturbations)
        {
            int length = Scorer.InputShape.Length;
            Span<float> inputs = ScorerContract.Inputs(Scorer, Batch, batch.Count, length);
            for (int i = 0; i < batch.Count; i++)
            {
                Write(batch.First + i, inputs.Slice(i * length, length));
            }

            if (classes is not null && Batch is ITargetBatch targets)
            {
                batch.Keep(
                    ScorerContract.Check(Scorer, targets.Score(batch.Count, classes), batch.Count, classes, NameImage), areWanted: true);
                return;
            }

            batch.Keep(ScorerContract.Score(Scorer, Batch, batch.Count, NameImage), areWanted: false);
            if (classes is not null)
            {
                batch.Select(classes);
            }

            string NameImage(int index) => perturbations.NameOf(batch.First + index);
        }
    }
}
