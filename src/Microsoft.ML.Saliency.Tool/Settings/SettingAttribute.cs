namespace Microsoft.ML.Saliency.Tool;

/// <summary>A setting: an option of the command line, and a key of the settings file, named as the property in kebab-case.</summary>
/// <param name="help">
/// What it sets, in one sentence; {baselines} stands for <see cref="Baseline.Forms"/>, {presets} for the names of
/// <see cref="KnownPreprocessing"/>, {providers} for <see cref="ExecutionProviders.Forms"/>, and the default is added where this does not
/// say it.
/// </param>
/// <param name="engine">
/// The engine's options of which it is a member: see <see cref="EngineOptions"/>; none for a setting of the tool.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string help, params Type[] engine) : Attribute
{
    /// <summary>What it sets.</summary>
    public string Help { get; } = help;

    /// <summary>The engine's options of which it is a member.</summary>
    public IReadOnlyList<Type> Engine { get; } = engine;

    /// <summary>The members of the engine's options that it sets; null for the one of its name.</summary>
    public string[]? Members { get; init; }

    /// <summary>The placeholder of the value in the help, as in "FILE"; null for a switch or a choice.</summary>
    public string? Value { get; init; }

    /// <summary>Another name of the option, without "--"; null for none. Not a key of the settings file.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }
}
