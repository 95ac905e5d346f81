using System.Text.Json.Nodes;

namespace Microsoft.ML.Saliency;

/// <summary>A baseline is its text form; a picture, which has none, is an object.</summary>
internal sealed class BaselineConverter : TextConverter<Baseline>
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["modelConstant"] = typeof(ModelConstantBaseline),
        ["color"] = typeof(ColorBaseline),
        ["imageMean"] = typeof(ImageMeanBaseline),
        ["planes"] = typeof(PlanesBaseline),
        ["image"] = typeof(ImageBaseline),
        ["gaussianBlur"] = typeof(GaussianBlurBaseline),
        ["boxBlur"] = typeof(BoxBlurBaseline),
        ["riseBlur"] = typeof(RiseBlurBaseline),
        ["uniformNoise"] = typeof(UniformNoiseBaseline),
        ["gaussianNoise"] = typeof(GaussianNoiseBaseline),
        ["pixelShuffle"] = typeof(PixelShuffleBaseline),
        ["patchShuffle"] = typeof(PatchShuffleBaseline),
        ["noisyLinearImputation"] = typeof(NoisyLinearImputationBaseline),
    };

    public override void Write(Utf8JsonWriter writer, Baseline value, JsonSerializerOptions options)
    {
        if (value is not (PlanesBaseline or ImageBaseline))
        {
            base.Write(writer, value, options);
            return;
        }

        var picture = new JsonObject { ["kind"] = Kinds.Single(kind => kind.Value == value.GetType()).Key };
        foreach ((string name, JsonNode? member) in JsonSerializer.SerializeToNode(value, value.GetType(), options)!.AsObject())
        {
            picture[name] = member?.DeepClone();
        }

        picture.WriteTo(writer, options);
    }

    protected override Baseline Parse(string text) => Baseline.Parse(text);

    protected override Baseline? ReadObject(string kind, JsonObject members, JsonSerializerOptions options) =>
        Kinds.TryGetValue(kind, out Type? type) ? (Baseline)members.Deserialize(type, options)! : null;
}
