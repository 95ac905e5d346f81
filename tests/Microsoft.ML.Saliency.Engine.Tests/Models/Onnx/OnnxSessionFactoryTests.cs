namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public class OnnxSessionFactoryTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 2)]
    [DataRow(4, 4)]
    [DataRow(6, 4)]
    [DataRow(8, 4)]
    [DataRow(12, 6)]
    [DataRow(16, 8)]
    [DataRow(64, 8)]
    public void SessionsFor_Cores_IsOneEachThenOneForTwoUpToEight(int cores, int sessions)
        => Assert.AreEqual(sessions, OnnxSessionFactory.SessionsFor(cores));
}
