namespace Microsoft.ML.Saliency;

/// <summary>Sessions of one graph, which batches take in turn; they are made when the first is asked for.</summary>
/// <param name="create">Makes them.</param>
internal sealed class OnnxSessions(Func<InferenceSession[]> create) : IDisposable
{
    private readonly Lazy<InferenceSession[]> _sessions = new(create);
    private int _next;

    /// <summary>Sessions that are there already.</summary>
    public OnnxSessions(InferenceSession[] sessions)
        : this(() => sessions) => _ = _sessions.Value;

    /// <summary>The next session.</summary>
    public InferenceSession Next()
    {
        InferenceSession[] sessions = _sessions.Value;
        return sessions[(int)((uint)Interlocked.Increment(ref _next) % (uint)sessions.Length)];
    }

    public void Dispose()
    {
        if (_sessions.IsValueCreated)
        {
            foreach (InferenceSession session in _sessions.Value)
            {
                session.Dispose();
            }
        }
    }
}
