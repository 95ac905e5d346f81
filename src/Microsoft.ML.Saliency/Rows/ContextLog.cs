using Microsoft.ML.Runtime;

namespace Microsoft.ML.Saliency;

/// <summary>Sends messages to a context's log, with "Saliency; " and the verb as their source. It registers no host, since the context
/// would keep it and draw the seeds of later components differently.</summary>
/// <param name="environment">The context.</param>
/// <param name="verb">The catalog's verb that sends the messages.</param>
internal sealed class ContextLog(IHostEnvironment environment, string verb)
{
    private readonly string _source = $"Saliency; {verb}";

    public void Inform(string message)
    {
        using IChannel channel = environment.Start(_source);
        channel.Info(MessageSensitivity.None, "{0}", message);
    }

    public void Warn(string message)
    {
        using IChannel channel = environment.Start(_source);
        channel.Warning(MessageSensitivity.None, "{0}", message);
    }
}
