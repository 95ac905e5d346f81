namespace Microsoft.ML.Runtime;

/// <summary>The environment behind an MLContext, and its descendants. Messages end in the sink, with their source's full name.</summary>
internal sealed class Host : IHost
{
    private readonly string _fullName;
    private readonly Action<string, ChannelMessage> _sink;

    public Host(string fullName, int? seed, Action<string, ChannelMessage> sink)
    {
        _fullName = fullName;
        _sink = sink;
        Rand = seed.HasValue ? new Random(seed.Value) : new Random();
    }

    public Random Rand { get; }

    public string ContextDescription => _fullName ?? "HostEnvironment";

    public ComponentCatalog ComponentCatalog { get; } = new();

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public IHost Register(string name, int? seed = null, bool? verbose = null) =>
        new Host(NameOf(name), seed ?? Rand.Next(), _sink);

    public IChannel Start(string name) => new Channel(NameOf(name), _sink);

    public IPipe<TMessage> StartPipe<TMessage>(string name) =>
        Start(name) as IPipe<TMessage> ?? throw new NotSupportedException("The stand-in has pipes for channel messages only.");

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    private string NameOf(string name) => _fullName == null ? name : $"{_fullName}; {name}";

    /// <summary>Nothing public ever shows progress in ML.NET either.</summary>
    private sealed class SilentProgressChannel : IProgressChannel
    {
        public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
        {
        }

        public void Checkpoint(params double?[] values)
        {
        }

        public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

        public void Dispose()
        {
        }
    }
}
