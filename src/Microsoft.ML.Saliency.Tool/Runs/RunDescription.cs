using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Creates the content of run.json: everything that results depend on.</summary>
internal static class RunDescription
{
    // They say what is done with the results, not what these are.
    private static readonly string[] NotRecorded = ["run", "out", "shard", "force", "allowSkipped", "dryRun"];

    /// <summary>The tool's version.</summary>
    public static string Version { get; } =
        typeof(RunDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Creates a description.</summary>
    /// <param name="shard">The share of the work; null for all of it.</param>
    public static JsonObject Create<TSettings>(string verb, JsonObject model, TSettings settings, Shard? shard = null)
    {
        JsonObject recorded = JsonSerializer.SerializeToNode(settings, Json.Files)!.AsObject();
        foreach (string name in NotRecorded)
        {
            recorded.Remove(name);
        }

        var description = new JsonObject
        {
            ["verb"] = verb,
            ["versions"] = new JsonObject { ["mlsaliency"] = Version, ["onnxRuntime"] = OrtEnv.Instance().GetVersionString() },
            ["model"] = model,
            ["settings"] = recorded,
        };
        if (shard is not null)
        {
            description["shard"] = shard.ToString();
        }

        return description;
    }
}
