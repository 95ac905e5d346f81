using System.Runtime.ExceptionServices;

namespace Microsoft.ML.Saliency;

/// <summary>Progress of some work: an explanation or a curve is counted in perturbed images, work over a data set in its rows.</summary>
/// <param name="Scored">Done so far.</param>
/// <param name="Total">To do in all; those begun so far where the data does not know its number of rows.</param>
public readonly record struct SaliencyProgress(long Scored, long Total);

/// <summary>Writes a whole perturbed image into the scorer's input buffer. Used by one thread at a time.</summary>
/// <param name="index">Number of the perturbation, from 0.</param>
/// <param name="tensor">Where to write: C x H x W values in the scorer's layout.</param>
internal delegate void PerturbationWriter(long index, Span<float> tensor);

/// <summary>Takes the scores of consecutive perturbations; called in the order of their numbers, never concurrently.</summary>
/// <param name="first">Number of the first perturbation.</param>
/// <param name="scores">Scores, row-major: one row of K for each perturbation.</param>
internal delegate void ScoreConsumer(long first, ReadOnlySpan<float> scores);

/// <summary>Scores a numbered sequence of perturbed images in batches, several batches at a time, and hands the scores on in the order of
/// the numbers. So what is made of the scores does not depend on batch size or threads, and memory not on the sequence's length.</summary>
internal sealed class PerturbationRunner
{
    // Scores are handed on in rounds: long enough that the wait for the last batch of a round does not matter,
    // short enough that they take a few megabytes.
    private const int LeastRound = 1024;
    private const int MostScores = 1 << 20;

    private readonly IScorer _scorer;
    private readonly int _classCount;
    private readonly int _inputLength;
    private readonly int _batchSize;
    private readonly int _threads;

    /// <param name="scorer">The black box.</param>
    /// <param name="batchSize">Images per batch; null for the scorer's own size. The scorer's smaller limit wins.</param>
    /// <param name="threads">Batches at a time; null for the scorer's own number.</param>
    /// <exception cref="ArgumentException">The scorer breaks its contract.</exception>
    public PerturbationRunner(IScorer scorer, int? batchSize, int? threads)
    {
        ScorerContract.Require(scorer);
        _scorer = scorer;
        (_classCount, _inputLength) = (scorer.ClassCount, scorer.InputShape.Length);
        RoundSize = Math.Max(LeastRound, MostScores / _classCount);
        _batchSize = Math.Min(batchSize ?? scorer.BatchSize, Math.Min(scorer.MaxBatchSize, RoundSize));
        _threads = threads ?? scorer.Concurrency;
    }

    /// <summary>The most perturbations of a round.</summary>
    public int RoundSize { get; }

    /// <summary>Scores one image as it is.</summary>
    public float[] ScoreOne(ReadOnlySpan<float> input)
    {
        using IScorerBatch batch = ScorerContract.Open(_scorer, 1);
        input.CopyTo(ScorerContract.Inputs(_scorer, batch, 1, _inputLength));
        return ScorerContract.Score(_scorer, batch, 1, _classCount, index => "the unperturbed image").ToArray();
    }

    /// <summary>Scores <paramref name="total"/> perturbations in rounds of <see cref="RoundSize"/>.</summary>
    public void Run(
        long total,
        Func<PerturbationWriter> createWriter,
        ScoreConsumer consume,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken) =>
        Run(total, Rounds(total), createWriter, consume, progress, cancellationToken);

    /// <summary>Scores perturbations in given rounds.</summary>
    /// <param name="atMost">How many they are at most.</param>
    /// <param name="rounds">Sizes of the rounds, none above <see cref="RoundSize"/>; enumerated as the rounds are scored.</param>
    /// <param name="createWriter">Makes a writer for each thread.</param>
    /// <param name="consume">Takes the scores.</param>
    /// <param name="progress">Receives progress after each batch; null for none.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    public void Run(
        long atMost,
        IEnumerable<int> rounds,
        Func<PerturbationWriter> createWriter,
        ScoreConsumer consume,
        IProgress<SaliencyProgress>? progress,
        CancellationToken cancellationToken)
    {
        int round = (int)Math.Min(atMost, RoundSize);
        int batchSize = Math.Min(_batchSize, round);
        int threads = Math.Min(_threads, (round + batchSize - 1) / batchSize);
        var scores = new float[round * _classCount];
        var lanes = new List<Lane>(threads);
        try
        {
            while (lanes.Count < threads)
            {
                lanes.Add(new Lane(ScorerContract.Open(_scorer, batchSize), createWriter()));
            }

            long first = 0, scored = 0;
            foreach (int count in rounds)
            {
                int next = 0;
                ForEachLane(lanes, lane =>
                {
                    try
                    {
                        int start;
                        while ((start = Interlocked.Add(ref next, batchSize) - batchSize) < count)
                        {
                            cancellationToken.ThrowIfCancellationRequested();
                            int size = Math.Min(batchSize, count - start);
                            ScoreBatch(lane, first + start, size, scores.AsSpan(start * _classCount, size * _classCount));
                            progress?.Report(new SaliencyProgress(Interlocked.Add(ref scored, size), atMost));
                        }
                    }
                    catch
                    {
                        // The other lanes need not go on.
                        Volatile.Write(ref next, count);
                        throw;
                    }
                });
                consume(first, scores.AsSpan(0, count * _classCount));
                first += count;
            }
        }
        finally
        {
            lanes.ForEach(lane => lane.Batch.Dispose());
        }
    }

    private IEnumerable<int> Rounds(long total)
    {
        for (long first = 0; first < total; first += RoundSize)
        {
            yield return (int)Math.Min(RoundSize, total - first);
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

    private void ScoreBatch(Lane lane, long first, int count, Span<float> scores)
    {
        Span<float> inputs = ScorerContract.Inputs(_scorer, lane.Batch, count, _inputLength);
        for (int i = 0; i < count; i++)
        {
            lane.Write(first + i, inputs.Slice(i * _inputLength, _inputLength));
        }

        ScorerContract.Score(_scorer, lane.Batch, count, _classCount, index => $"perturbed image {first + index}").CopyTo(scores);
    }

    private sealed record Lane(IScorerBatch Batch, PerturbationWriter Write);
}
