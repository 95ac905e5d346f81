namespace Microsoft.ML.Saliency;

/// <summary>Cuts rounds of perturbations into batches, gives them to several threads, and hands their scores on in order, on one thread at
/// a time, while the others score. Few batches are under way at a time, so that memory is bounded.</summary>
internal sealed class BatchSequence
{
    private readonly object _gate = new();
    private readonly IEnumerator<long> _rounds;
    private readonly Action<ScoredBatch> _consume;
    private readonly ScoredBatch[] _batches;
    private readonly int _batchSize;
    private long _begun;
    private long _consumed;
    private long _next;
    private long _end;
    private bool _isConsuming;
    private bool _isOver;

    /// <param name="rounds">Sizes of the rounds; the next one is asked for when all scores of those before are handed on.</param>
    /// <param name="batchSize">The most perturbations of a batch.</param>
    /// <param name="underWay">The most batches that are scored, or wait for one before them.</param>
    /// <param name="consume">Takes the scored batches.</param>
    public BatchSequence(IEnumerable<long> rounds, int batchSize, int underWay, Action<ScoredBatch> consume)
    {
        (_rounds, _batchSize, _consume) = (rounds.GetEnumerator(), batchSize, consume);
        _batches = [.. Enumerable.Range(0, underWay).Select(_ => new ScoredBatch())];
        Continue();
    }

    /// <summary>Waits for the next batch; null if there is no more.</summary>
    public ScoredBatch? Begin()
    {
        lock (_gate)
        {
            while (!_isOver && (_next == _end || _begun - _consumed == _batches.Length))
            {
                Monitor.Wait(_gate);
            }

            if (_isOver)
            {
                return null;
            }

            ScoredBatch batch = _batches[_begun++ % _batches.Length];
            batch.Restart(_next, (int)Math.Min(_batchSize, _end - _next));
            _next += batch.Count;
            return batch;
        }
    }

    /// <summary>Takes a scored batch back, and hands on all batches whose turn it is.</summary>
    public void Complete(ScoredBatch batch)
    {
        lock (_gate)
        {
            batch.IsScored = true;
            if (_isConsuming)
            {
                return;
            }

            _isConsuming = true;
        }

        while (NextInOrder() is ScoredBatch scored)
        {
            _consume(scored);
            bool isEndOfRound = scored.First + scored.Count == _end;
            if (isEndOfRound)
            {
                Continue();
            }

            lock (_gate)
            {
                scored.IsScored = false;
                _consumed++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Ends the sequence after a failure.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
    }

    private ScoredBatch? NextInOrder()
    {
        lock (_gate)
        {
            ScoredBatch batch = _batches[_consumed % _batches.Length];
            if (batch.IsScored && !_isOver)
            {
                return batch;
            }

            _isConsuming = false;
            return null;
        }
    }

    /// <summary>Asks for the next round, which may take a while; the other threads wait for it.</summary>
    private void Continue()
    {
        bool goesOn = _rounds.MoveNext();
        lock (_gate)
        {
            _end += goesOn ? _rounds.Current : 0;
            _isOver |= !goesOn;
            Monitor.PulseAll(_gate);
        }
    }
}

/// <summary>Consecutive perturbations and their scores.</summary>
internal sealed class ScoredBatch
{
    private float[] _scores = [];

    /// <summary>Number of the first perturbation.</summary>
    public long First { get; private set; }

    /// <summary>Number of perturbations.</summary>
    public int Count { get; private set; }

    /// <summary>Scores of a perturbation: of all classes, or of those that are wanted.</summary>
    public int Width { get; private set; }

    /// <summary>Whether the scores are those of the wanted classes only.</summary>
    public bool HoldsWanted { get; private set; }

    /// <summary>Whether the scores are there.</summary>
    public bool IsScored { get; set; }

    /// <summary>The scores, row-major.</summary>
    public Span<float> Scores => _scores.AsSpan(0, Count * Width);

    /// <summary>Starts anew for other perturbations.</summary>
    public void Restart(long first, int count) => (First, Count) = (first, count);

    /// <summary>Keeps a copy of scores, row-major.</summary>
    /// <param name="scores">The scores of all classes, or of the wanted ones.</param>
    /// <param name="areWanted">Which of the two.</param>
    public void Keep(ReadOnlySpan<float> scores, bool areWanted)
    {
        (Width, HoldsWanted) = (scores.Length / Count, areWanted);
        if (_scores.Length < scores.Length)
        {
            _scores = new float[scores.Length];
        }

        scores.CopyTo(_scores);
    }

    /// <summary>Keeps the scores of the wanted classes only.</summary>
    public void Select(int[] classes)
    {
        if (HoldsWanted)
        {
            return;
        }

        var wanted = new float[Count * classes.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            (int row, int target) = Math.DivRem(i, classes.Length);
            wanted[i] = _scores[(row * Width) + classes[target]];
        }

        Keep(wanted, areWanted: true);
    }
}
