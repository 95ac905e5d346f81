using System.Text.Json;

namespace Microsoft.ML.Saliency.Tests;

/// <summary>A pair of maps of TestData/pairs with its reference values.</summary>
internal sealed record MapPair(SaliencyMap A, SaliencyMap B, JsonElement Expected)
{
    public static MapPair Read(string name)
    {
        using JsonDocument values = JsonDocument.Parse(File.ReadAllText(TestFile.Path("pairs/values.json")));
        return new(Map($"pairs/{name}_a.npy"), Map($"pairs/{name}_b.npy"), values.RootElement.GetProperty(name).Clone());
    }

    public double Value(string measure) => Expected.GetProperty(measure).GetDouble();

    private static SaliencyMap Map(string path)
    {
        Npy<float> array = Npy<float>.Read(path);
        return new(array.Shape[0], array.Shape[1], array.Values, target: 0, score: 0);
    }
}
