using System.Reflection;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Binds settings to the engine's options, member by member: the engine has the defaults and the checks.</summary>
internal static class EngineOptions
{
    /// <summary>Creates options with what the settings give; a setting that is null leaves the engine's default.</summary>
    public static TOptions Create<TOptions>(object settings)
        where TOptions : new()
    {
        var options = new TOptions();
        foreach ((PropertyInfo setting, PropertyInfo[] members) in Bound(settings.GetType(), typeof(TOptions)))
        {
            if (setting.GetValue(settings) is object value)
            {
                for (int i = 0; i < members.Length; i++)
                {
                    members[i].SetValue(options, Part(value, i, members[i].PropertyType));
                }
            }
        }

        return options;
    }

    /// <summary>Sets the settings that are null to the values of the options.</summary>
    public static TSettings Fill<TSettings>(TSettings settings, object options)
        where TSettings : class
    {
        foreach ((PropertyInfo setting, PropertyInfo[] members) in Bound(typeof(TSettings), options.GetType()))
        {
            if (setting.GetValue(settings) is null)
            {
                setting.SetValue(settings, Whole(setting, members, options));
            }
        }

        return settings;
    }

    /// <summary>Gets a setting's default as text; null if there is none.</summary>
    public static string? DefaultOf(PropertyInfo setting, object settings)
    {
        object? value = setting.GetCustomAttribute<SettingAttribute>()!.Engine is [Type type, ..] &&
            MembersOf(setting, type) is { Length: > 0 } members
            ? Whole(setting, members, Activator.CreateInstance(type)!)
            : setting.GetValue(settings);
        return value switch
        {
            null or "" or false => null,
            Enum choice => Json.Word(choice),
            _ => value.ToString(),
        };
    }

    /// <summary>Gets the first setting that is given but is one of other options only; null if there is none.</summary>
    public static string? FirstOf(object settings, Type other) => settings.GetType().GetProperties()
        .Where(property => property.GetCustomAttribute<SettingAttribute>()?.Engine is [Type only] && only == other)
        .FirstOrDefault(property => property.GetValue(settings) is not (null or false))?.Name;

    /// <summary>Gets the members of options that a setting sets.</summary>
    public static PropertyInfo[] MembersOf(PropertyInfo setting, Type options) =>
        [.. (setting.GetCustomAttribute<SettingAttribute>()!.Members ?? [setting.Name]).Select(name => options.GetProperty(name)!)];

    private static IEnumerable<(PropertyInfo Setting, PropertyInfo[] Members)> Bound(Type settings, Type options) => settings
        .GetProperties()
        .Where(property => property.GetCustomAttribute<SettingAttribute>()?.Engine.Contains(options) ?? false)
        .Select(property => (property, MembersOf(property, options)));

    /// <summary>Gets what a member receives of a setting: of a pair the height or the width.</summary>
    private static object Part(object value, int index, Type type) => value switch
    {
        HeightByWidth pair => index == 0 ? pair.Height : pair.Width,
        double probability when type == typeof(KeepProbability) => (KeepProbability)probability,
        _ => value,
    };

    private static object? Whole(PropertyInfo setting, PropertyInfo[] members, object options)
    {
        object?[] values = [.. members.Select(member => member.GetValue(options))];
        return (Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType) switch
        {
            Type type when type == typeof(HeightByWidth) => values is [int height, int width] ? new HeightByWidth(height, width) : null,
            Type type when type == typeof(double) && values is [KeepProbability probability] => probability.Value,
            _ => values.FirstOrDefault(),
        };
    }
}
