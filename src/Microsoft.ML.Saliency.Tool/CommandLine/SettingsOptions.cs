using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The settings of one verb on its command line: an option for each, and <c>--settings FILE</c> for those that a file
/// gives.</summary>
/// <typeparam name="TSettings">A record whose properties with a <see cref="SettingAttribute"/> are the settings.</typeparam>
internal sealed class SettingsOptions<TSettings>
    where TSettings : class, new()
{
    private readonly Dictionary<string, (PropertyInfo Property, SettingAttribute Setting, Option Option)> _settings = [];
    private readonly Option<string> _file = new("--settings")
    {
        HelpName = "FILE",
        Description = "A YAML or JSON file of settings, named as the options without '--'; the command line wins.",
    };

    /// <summary>Adds the options to a command.</summary>
    public SettingsOptions(CliCommand command)
    {
        // What is required comes first, then a base record's settings: the model, the images, the maps.
        var defaults = new TSettings();
        foreach (PropertyInfo property in typeof(TSettings).GetProperties()
            .Where(property => property.IsDefined(typeof(SettingAttribute)))
            .OrderByDescending(property => property.GetCustomAttribute<SettingAttribute>()!.IsRequired)
            .ThenBy(property => Depth(property.GetMethod!.GetBaseDefinition().DeclaringType!)))
        {
            SettingAttribute setting = property.GetCustomAttribute<SettingAttribute>()!;
            string name = NameOf(property);
            Option option = property.PropertyType == typeof(bool)
                ? new Option<bool>("--" + name)
                : new Option<string>("--" + name) { HelpName = setting.Value ?? SettingText.Choices(property.PropertyType) };
            bool saysDefault = setting.Help.Contains("Default: ", StringComparison.Ordinal);
            string? isDefault = saysDefault ? null : EngineOptions.DefaultOf(property, defaults);
            string help = setting.Help
                .Replace("{baselines}", Baseline.Forms, StringComparison.Ordinal)
                .Replace("{providers}", ExecutionProviders.Forms, StringComparison.Ordinal)
                .Replace("{presets}", string.Join(", ", KnownPreprocessing.All.Select(preset => preset.Name)), StringComparison.Ordinal);
            option.Description = setting.IsRequired ? $"{help} Required." : isDefault is null ? help : $"{help} Default: {isDefault}.";
            if (setting.Alias is string alias)
            {
                option.Aliases.Add("--" + alias);
            }

            command.Options.Add(option);
            _settings.Add(name, (property, setting, option));
        }

        command.Options.Add(_file);
    }

    /// <summary>Reads the settings: defaults, then the file, then the command line.</summary>
    /// <exception cref="ToolException">A setting is unknown, missing, or has a value that it cannot have.</exception>
    public TSettings Read(ParseResult parsed)
    {
        string? file = parsed.GetValue(_file);
        IReadOnlyDictionary<string, string> values = file is null ? new Dictionary<string, string>() : SettingsFile.Read(file);
        string? unknown = values.Keys.FirstOrDefault(name => !_settings.ContainsKey(name));
        if (unknown is not null)
        {
            throw new ToolException(
                $"Settings file '{file}' must have known settings only, but has '{unknown}'." +
                $"{NearestNames.Suggest(unknown, _settings.Keys)} Known are {string.Join(", ", _settings.Keys)}.");
        }

        var settings = new TSettings();
        foreach ((string name, (PropertyInfo property, SettingAttribute setting, Option option)) in _settings)
        {
            (string? text, string source) = FromCommandLine(parsed, option) is string typed
                ? (typed, $"--{name}")
                : (values.GetValueOrDefault(name), $"'{name}' in '{file}'");
            if (text is not null)
            {
                property.SetValue(settings, SettingText.Parse(text, property.PropertyType, source));
            }
            else if (setting.IsRequired)
            {
                throw new ToolException($"--{name} is missing. {setting.Help}");
            }
        }

        return settings;
    }

    /// <summary>Gets the heading in the help under which an option stands: what is required, the method that it is for, or the record that
    /// declares it.</summary>
    public static string GroupOf(string option)
    {
        PropertyInfo? property = typeof(TSettings).GetProperties().FirstOrDefault(property => "--" + NameOf(property) == option);
        if (property?.GetCustomAttribute<SettingAttribute>() is not SettingAttribute setting)
        {
            return SettingGroups.Other;
        }

        Type declaring = property.GetMethod!.GetBaseDefinition().DeclaringType!;
        int colon = setting.Help.IndexOf(": ", StringComparison.Ordinal);
        bool isOfMethod = colon > 0 && !setting.Help[..colon].Contains(' ', StringComparison.Ordinal);
        return setting.IsRequired ? SettingGroups.Required
            : isOfMethod ? setting.Help[..colon]
            : declaring == typeof(ModelSettings) ? "Model"
            : declaring == typeof(ImageSettings) ? "Images and preprocessing"
            : declaring == typeof(MapSettings) ? "Run"
            : SettingGroups.Own;
    }

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);

    private static string? FromCommandLine(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false }
        ? option is Option<bool> flag ? parsed.GetValue(flag).ToString() : parsed.GetValue((Option<string>)option)
        : null;

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}

/// <summary>Headings of options in the help.</summary>
internal static class SettingGroups
{
    public const string Required = "Required", Own = "Options", Other = "Other options";
}
