using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using System.Text.Json;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The settings of one verb on its command line: an option for each, and <c>--settings FILE</c> for those that a file gives.</summary>
/// <typeparam name="TSettings">A record whose properties with a <see cref="SettingAttribute"/> are the settings.</typeparam>
internal sealed class SettingsOptions<TSettings>
    where TSettings : class, new()
{
    private readonly Dictionary<string, (PropertyInfo Property, Option Option)> _settings = [];
    private readonly Option<string> _file = new("--settings")
    {
        HelpName = "FILE",
        Description = "A YAML or JSON file of settings, named as the options without '--'; the command line wins.",
    };

    /// <summary>Adds the options to a command.</summary>
    public SettingsOptions(CliCommand command)
    {
        // A base record's settings come first: the model, the images, the method.
        IEnumerable<PropertyInfo> properties = typeof(TSettings).GetProperties().Where(property => property.IsDefined(typeof(SettingAttribute)));
        foreach (PropertyInfo property in properties.OrderBy(property => Depth(property.DeclaringType!)))
        {
            SettingAttribute setting = property.GetCustomAttribute<SettingAttribute>()!;
            string name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
            Option option = property.PropertyType == typeof(bool)
                ? new Option<bool>("--" + name)
                : new Option<string>("--" + name) { HelpName = setting.Value ?? SettingText.Choices(property.PropertyType) };
            option.Description = setting.Help;
            command.Options.Add(option);
            _settings.Add(name, (property, option));
        }

        command.Options.Add(_file);
    }

    /// <summary>The settings: defaults, then the file, then the command line.</summary>
    /// <exception cref="ToolException">A setting is unknown, missing, or has a value that it cannot have.</exception>
    public TSettings Read(ParseResult parsed)
    {
        string? file = parsed.GetValue(_file);
        IReadOnlyDictionary<string, string> values = file is null ? new Dictionary<string, string>() : SettingsFile.Read(file);
        foreach (string name in values.Keys)
        {
            if (!_settings.ContainsKey(name))
            {
                throw new ToolException($"The settings file '{file}' has the unknown setting '{name}'; known are {string.Join(", ", _settings.Keys)}.");
            }
        }

        var settings = new TSettings();
        foreach ((string name, (PropertyInfo property, Option option)) in _settings)
        {
            (string? text, string source) = FromCommandLine(parsed, option) is string typed
                ? (typed, $"option '--{name}'")
                : (values.GetValueOrDefault(name), $"setting '{name}' in '{file}'");
            if (text is not null)
            {
                property.SetValue(settings, SettingText.Parse(text, property.PropertyType, source));
            }
            else if (property.GetCustomAttribute<SettingAttribute>()!.IsRequired)
            {
                throw new ToolException($"The option '--{name}' is missing: expected was {property.GetCustomAttribute<SettingAttribute>()!.Help}");
            }
        }

        return settings;
    }

    private static string? FromCommandLine(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false }
        ? option is Option<bool> flag ? parsed.GetValue(flag).ToString() : parsed.GetValue((Option<string>)option)
        : null;

    private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);
}
