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
    public void New_OneAnchor_NamesTheCount() =>
        Assert.ThrowsWith<ArgumentException>(() => new ColorMap([(0, 0, 0)]), "at least 2 anchor colors, but had 1");

    [TestMethod]
    [DataRow("viridis", 0, 68, 1, 84)]
    [DataRow("viridis", 8, 71, 13, 96)]
    [DataRow("viridis", 64, 59, 82, 139)]
    [DataRow("viridis", 128, 33, 145, 140)]
    [DataRow("viridis", 200, 112, 207, 87)]
    [DataRow("viridis", 230, 189, 223, 38)]
    [DataRow("viridis", 255, 253, 231, 37)]
    [DataRow("inferno", 0, 0, 0, 4)]
    [DataRow("inferno", 8, 4, 3, 18)]
    [DataRow("inferno", 64, 87, 16, 110)]
    [DataRow("inferno", 128, 188, 55, 84)]
    [DataRow("inferno", 200, 251, 157, 7)]
    [DataRow("inferno", 230, 246, 215, 70)]
    [DataRow("inferno", 255, 252, 255, 164)]
    public void Indexer_EntryOf256_IsThatOfThePublishedTable(string name, int entry, int red, int green, int blue)
    {
        (byte r, byte g, byte b) = (name == "viridis" ? KnownColorMaps.Viridis : KnownColorMaps.Inferno)[entry / 255f];

        Close.All<int, byte>([red, green, blue], [r, g, b], absolute: 8);
    }

    [TestMethod]
    public void Jet_Corners_AreThePureColours()
    {
        Assert.AreEqual(((byte)0, (byte)0, (byte)255), KnownColorMaps.Jet[0.125f]);
        Assert.AreEqual(((byte)0, (byte)255, (byte)255), KnownColorMaps.Jet[0.375f]);
        Assert.AreEqual(((byte)255, (byte)255, (byte)0), KnownColorMaps.Jet[0.625f]);
        Assert.AreEqual(((byte)255, (byte)0, (byte)0), KnownColorMaps.Jet[0.875f]);
    }

}
