using Microsoft.ML.Runtime;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class MLContextTests
{
    [TestMethod]
    public void Log_MessageOfAChannel_NamesHostAndChannel()
    {
        var ml = new MLContext();
        var logged = new List<LoggingEventArgs>();
        ml.Log += (sender, message) => logged.Add(message);

        using (var channel = ((IHostEnvironment)ml).Register("Saliency").Start("RISE"))
        {
            channel.Warning(MessageSensitivity.None, "{0} masks", 7);
        }

        var warning = logged.Single(message => message.Kind == ChannelMessageKind.Warning);
        Assert.AreEqual("Saliency; RISE", warning.Source);
        Assert.AreEqual("7 masks", warning.RawMessage);
        Assert.AreEqual("[Source=Saliency; RISE, Kind=Warning] 7 masks", warning.Message);
    }
}
