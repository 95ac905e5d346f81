namespace Microsoft.ML.Saliency.Tool;

/// <summary>A setting: an option of the command line, and a key of the settings file, named as the property in kebab-case.</summary>
/// <param name="help">What it sets, with its default, in one sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string help) : Attribute
{
    /// <summary>What it sets.</summary>
    public string Help { get; } = help;

    /// <summary>What stands for the value in the help, as in "FILE"; null for a switch or a choice.</summary>
    public string? Value { get; init; }

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }
}
