using System.Collections.Concurrent;

namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>How many items are computed at the same time, and that all come in order.</summary>
[TestClass]
public sealed class WorkLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly OnnxScorer _cpu = Scorer(isDevice: false);
    private readonly OnnxScorer _device = Scorer(isDevice: true);

    public void Dispose()
    {
        _cpu.Dispose();
        _device.Dispose();
    }

    [TestMethod]
    public void Run_OnADevice_ComputesTwoItemsAtATimeAndSavesInOrder()
    {
        // Item n ends when item n + 1 has begun.
        using var work = new Work((work, item) => item == Work.Last || work.BegunAt(item + 1).Wait(Patience) ? item : -1);

        Run(work, _device);

        CollectionAssert.AreEqual(Work.Items, work.Saved);
        Assert.AreEqual(2, work.MostAtATime);
    }

    [TestMethod]
    public void Run_OnTheCpu_ComputesOneItemAtATime()
    {
        using var work = new Work((_, item) => item);

        Run(work, _cpu);

        CollectionAssert.AreEqual(Work.Items, work.Saved);
        Assert.AreEqual(1, work.MostAtATime);
    }

    [TestMethod]
    public void Run_AnItemFails_KeepsThoseBeforeAndWaitsForTheOther()
    {
        bool isOver = false;
        using var work = new Work((work, item) =>
        {
            if (item == 2)
            {
                work.BegunAt(3).Wait(Patience);
                throw new InvalidDataException();
            }

            if (item == 3)
            {
                Thread.Sleep(100);
                isOver = true;
            }

            return item;
        });

        Assert.ThrowsExactly<InvalidDataException>(() => Run(work, _device));

        CollectionAssert.AreEqual(new[] { 0, 1 }, work.Saved);
        Assert.IsTrue(isOver);
    }

    private static OnnxScorer Scorer(bool isDevice) => new(
        TestModels.RandomConvNet(seed: 3, new TensorShape(3, 8, 8)),
        new OnnxScorerOptions { TreatsCpuAsDevice = isDevice, BatchSize = 4, OnWarning = _ => { } });

    private static void Run(Work work, OnnxScorer scorer) =>
        new WorkLoop(new Silence(), CancellationToken.None).Run(work, Work.Items, new CountingScorer(scorer));

    private sealed class Work(Func<Work, int, int> compute) : IWork<int, int, int>, IDisposable
    {
        public const int Last = 5;
        public static readonly int[] Items = [.. Enumerable.Range(0, Last + 1)];
        private readonly ConcurrentDictionary<int, ManualResetEventSlim> _begun = [];
        private int _atATime;

        public List<int> Saved { get; } = [];
        public int MostAtATime { get; private set; }
        public string What => "items";
        public string Name(int item) => $"{item}";
        public long Passes(int item) => 1;
        public bool IsDone(int item) => false;
        public int Prepare(int item) => item;
        public void Save(int item, int result) => Saved.Add(result);
        public void SaveSkipped(int item, string reason) => throw new NotSupportedException();
        public ManualResetEventSlim BegunAt(int item) => _begun.GetOrAdd(item, _ => new ManualResetEventSlim());

        public int Compute(int item, int input, CancellationToken cancellationToken)
        {
            int atATime = Interlocked.Increment(ref _atATime);
            lock (_begun)
            {
                MostAtATime = Math.Max(MostAtATime, atATime);
            }

            BegunAt(item).Set();
            try
            {
                return compute(this, item);
            }
            finally
            {
                Interlocked.Decrement(ref _atATime);
            }
        }

        public void Dispose()
        {
            foreach (ManualResetEventSlim begun in _begun.Values)
            {
                begun.Dispose();
            }
        }
    }

    private sealed class Silence : Screen
    {
        public override void Follow(WorkProgress progress, Action work) => work();

        public override void Skipped(string item, string reason)
        {
        }
    }
}
