using System.Reflection;
using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>A page of the documentation, with the code blocks and command lines in it.</summary>
/// <param name="Name">The path in the repository.</param>
/// <param name="Text">The text, with lines that end in a line feed.</param>
internal sealed partial record Page(string Name, string Text)
{
    /// <summary>Gets the repository's folder.</summary>
    public static string Repository { get; } = typeof(Page).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(entry => entry.Key == "Repository").Value!;

    /// <summary>Gets every page of the documentation.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. Read("", "*.md"), .. new[] { "assets", "docs", "examples", "src" }.SelectMany(folder => Read(folder, "*.md"))];

    /// <summary>Gets the text of the script and the workflows that CI runs.</summary>
    public static string Scripts { get; } = string.Concat(Read(".ci", "run").Concat(Read(".github", "*.yml")).Select(page => page.Text));

    /// <summary>Gets the C# blocks, each with the number of its first line.</summary>
    public IEnumerable<(int Line, string Code)> CSharp => CSharpBlock().Matches(Text).Select(match =>
        (Text.AsSpan(0, match.Groups[1].Index).Count('\n') + 1, match.Groups[1].Value));

    /// <summary>Gets the command lines of dotnet and mlsaliency, in blocks and in running text, without their comments.</summary>
    public IEnumerable<string> Commands => Command().Matches(Text.Replace("\\\n", " "))
        .Select(match => Spaces().Replace(match.Groups["command"].Value, " ").Trim());

    /// <summary>Reads the files of a folder and those below it, except for the repository's folder.</summary>
    public static IEnumerable<Page> Read(string folder, string pattern)
    {
        SearchOption depth = folder == "" ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
        return Directory.GetFiles(Path.Combine(Repository, folder), pattern, depth).Order(StringComparer.Ordinal).Select(path => new Page(
            Path.GetRelativePath(Repository, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"(?:^ {4}(?:\$ )?|`)(?<command>(?:dotnet|mlsaliency) [^`#\n]*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
