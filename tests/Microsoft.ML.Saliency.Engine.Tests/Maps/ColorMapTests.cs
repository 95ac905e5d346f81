namespace Microsoft.ML.Saliency.Tests;

[TestClass]
public sealed class ColorMapTests
{
    [TestMethod]
    [DataRow(float.NaN, 0, 0, 0)]
    [DataRow(-1f, 0, 0, 0)]
    [DataRow(0f, 0, 0, 0)]
    [DataRow(0.25f, 50, 25, 0)]
    [DataRow(0.5f, 100, 50, 0)]
    [DataRow(0.75f, 150, 75, 100)]
    [DataRow(1f, 200, 100, 200)]
    [DataRow(2f, 200, 100, 200)]
    public void Indexer_Value_InterpolatesAndClamps(float value, int red, int green, int blue)
        => Assert.AreEqual(((byte)red, (byte)green, (byte)blue), new ColorMap([(0, 0, 0), (100, 50, 0), (200, 100, 200)])[value]);

    [TestMethod]
    public void New_OneAnchor_NamesTheCount()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new ColorMap([(0, 0, 0)]));
        Assert.Contains("at least 2 anchor colors, but had 1", error.Message);
    }

    [TestMethod]
    [DataRow(0, 68, 1, 84)]
    [DataRow(8, 71, 13, 96)]
    [DataRow(64, 59, 82, 139)]
    [DataRow(128, 33, 145, 140)]
    [DataRow(200, 112, 207, 87)]
    [DataRow(230, 189, 223, 38)]
    [DataRow(255, 253, 231, 37)]
    public void Viridis_EntryOf256_IsThatOfThePublishedTable(int entry, int red, int green, int blue)
        => AssertNear(KnownColorMaps.Viridis[entry / 255f], red, green, blue);

    [TestMethod]
    [DataRow(0, 0, 0, 4)]
    [DataRow(8, 4, 3, 18)]
    [DataRow(64, 87, 16, 110)]
    [DataRow(128, 188, 55, 84)]
    [DataRow(200, 251, 157, 7)]
    [DataRow(230, 246, 215, 70)]
    [DataRow(255, 252, 255, 164)]
    public void Inferno_EntryOf256_IsThatOfThePublishedTable(int entry, int red, int green, int blue)
        => AssertNear(KnownColorMaps.Inferno[entry / 255f], red, green, blue);

    [TestMethod]
    public void Jet_Corners_AreThePureColours()
    {
        Assert.AreEqual(((byte)0, (byte)0, (byte)255), KnownColorMaps.Jet[0.125f]);
        Assert.AreEqual(((byte)0, (byte)255, (byte)255), KnownColorMaps.Jet[0.375f]);
        Assert.AreEqual(((byte)255, (byte)255, (byte)0), KnownColorMaps.Jet[0.625f]);
        Assert.AreEqual(((byte)255, (byte)0, (byte)0), KnownColorMaps.Jet[0.875f]);
    }

    private static void AssertNear((byte R, byte G, byte B) color, int red, int green, int blue)
    {
        Assert.AreEqual(red, color.R, 8.0);
        Assert.AreEqual(green, color.G, 8.0);
        Assert.AreEqual(blue, color.B, 8.0);
    }
}
