using System.Reflection;
using System.Text.RegularExpressions;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>Messages of the engine, which name its options' members, in the words of the command line.</summary>
internal static partial class OptionNames
{
    /// <summary>Replaces members such as "OnnxScorerOptions.InputShape" by the options that set them, "--input-shape".</summary>
    /// <param name="message">The message.</param>
    /// <param name="settings">The settings of the command.</param>
    /// <param name="member">The member that the message is about, whose bare name is replaced too; null if it does not say.</param>
    public static string Replace(string message, Type settings, string? member = null)
    {
        message = Member().Replace(message, match => Find(match.Groups[1].Value, settings) ?? match.Value);
        return member is not null && Find(member, settings) is string option
            ? message.Replace(member, option, StringComparison.Ordinal)
            : message;
    }

    private static string? Find(string member, Type settings) => settings.GetProperties()
        .Where(property => property.GetCustomAttribute<SettingAttribute>() is SettingAttribute setting &&
            (setting.Members?.Contains(member) ?? property.Name == member))
        .Select(property => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name))
        .FirstOrDefault();

    [GeneratedRegex(@"\b[A-Z]\w*Options\.(\w+)")]
    private static partial Regex Member();
}
