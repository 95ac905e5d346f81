using System.Collections.Concurrent;

namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class PerturbationRunnerTests
{
    private static readonly TensorShape One = new(1, 1, 1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Scores are twice the perturbation's number, and that number.</summary>
    private static readonly Perturbations Numbers = new(() => (index, tensor) => tensor[0] = index);

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(4, 1)]
    [DataRow(4, 3)]
    [DataRow(100, 8)]
    public void Run_AnyBatchesAndThreads_HandsOnAllInOrder(int batchSize, int threads)
    {
        var consumed = new List<float>();

        new PerturbationRunner(Scorer(), batchSize, threads).Run(Numbers, 37, choose: null, (first, scores) =>
        {
            Assert.AreEqual(consumed.Count / 2, first);
            consumed.AddRange(scores);
        });

        CollectionAssert.AreEqual(Enumerable.Range(0, 37).SelectMany(i => new[] { 2f * i, i }).ToArray(), consumed);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Run_ClassesChosenByTheFirst_HandsOnThoseOnly(int threads)
    {
        var consumed = new List<float>();

        new PerturbationRunner(Scorer(), 4, threads).Run(
            Numbers,
            21,
            first =>
            {
                CollectionAssert.AreEqual(new[] { 0f, 0 }, first.ToArray());
                return [1, 0, 1];
            },
            (_, scores) => consumed.AddRange(scores));

        CollectionAssert.AreEqual(Enumerable.Range(0, 21).SelectMany(i => new[] { i, 2f * i, i }).ToArray(), consumed);
    }

    /// <summary>What is asked of a round's scores must not depend on what is scored beyond it.</summary>
    [TestMethod]
    public void Run_Rounds_AsksForTheNextWhenTheScoresAreConsumed()
    {
        int consumed = 0;
        var scorer = Scorer();

        new PerturbationRunner(scorer, 4, 3).Run(
            Numbers, 1000, Rounds(), choose: null, (_, scores) => consumed += scores.Length / 2, progress: null, CancellationToken.None);

        Assert.AreEqual(30, consumed);
        Assert.AreEqual(30, scorer.Scored);

        IEnumerable<long> Rounds()
        {
            yield return 10;
            Assert.AreEqual(10, consumed);
            yield return 20;
            Assert.AreEqual(30, consumed);
        }
    }

    /// <summary>While the first batch is being scored, the other threads go on, but only for as many batches as are kept.</summary>
    [TestMethod]
    public void Run_FirstBatchIsSlow_OthersGoOnAndAreBounded()
    {
        const int Threads = 3, Kept = 2 * Threads;
        var begun = new ConcurrentDictionary<float, bool>();
        int begunBeforeTheFirst = 0;
        var scorer = new FunctionScorer(One, 1, (input, scores) =>
        {
            begun[input[0]] = true;
            if (input[0] == 0)
            {
                SpinWait.SpinUntil(() => begun.Count == Kept, Patience);
                Thread.Sleep(50);
                begunBeforeTheFirst = begun.Count;
            }
        });

        new PerturbationRunner(scorer, 1, Threads).Run(Numbers, 50, choose: null, (_, _) => { });

        Assert.AreEqual(Kept, begunBeforeTheFirst);
        Assert.HasCount(50, begun);
    }

    /// <summary>The model scores on while scores are consumed.</summary>
    [TestMethod]
    public void Run_ConsumerIsSlow_OthersScoreMeanwhile()
    {
        long scoredMeanwhile = 0;
        var scorer = Scorer();

        new PerturbationRunner(scorer, 1, 2).Run(Numbers, 20, choose: null, (first, _) =>
        {
            if (first == 0)
            {
                scoredMeanwhile = SpinWait.SpinUntil(() => scorer.Scored >= 3, Patience) ? scorer.Scored : 0;
            }
        });

        Assert.IsGreaterThanOrEqualTo(3, scoredMeanwhile);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Run_ConsumerFails_EndsAllAndDisposesOfTheBatches(int threads)
    {
        var scorer = Scorer();

        Assert.ThrowsExactly<InvalidDataException>(() => new PerturbationRunner(scorer, 2, threads).Run(
            Numbers, 1_000_000, choose: null, (first, _) => Assert.AreEqual(0, first < 8 ? 0 : throw new InvalidDataException())));
        Assert.AreEqual(0, scorer.LiveBatches);
        Assert.IsLessThan(100, scorer.Scored);
    }

    private static FunctionScorer Scorer() => new(One, 2, (input, scores) => (scores[0], scores[1]) = (2 * input[0], input[0]));
}
