namespace Microsoft.ML.Runtime;

internal sealed class Channel : IChannel
{
    private readonly string _fullName;
    private readonly Action<string, ChannelMessage> _sink;

    public Channel(string fullName, Action<string, ChannelMessage> sink)
    {
        _fullName = fullName;
        _sink = sink;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => _fullName;

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public void Send(ChannelMessage msg) => _sink(_fullName, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Trace, sensitivity, fmt));

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Trace(sensitivity, string.Format(fmt, args));

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Error, sensitivity, fmt));

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Error(sensitivity, string.Format(fmt, args));

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Warning, sensitivity, fmt));

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Warning(sensitivity, string.Format(fmt, args));

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(new(ChannelMessageKind.Info, sensitivity, fmt));

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Info(sensitivity, string.Format(fmt, args));

    public void Dispose() => Trace(MessageSensitivity.None, "Channel disposed");
}
