using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using NetArchTest.Rules;

namespace Microsoft.ML.Saliency.Architecture.Tests;

/// <summary>The rooms of an assembly: a room is a folder of its sources with the folders below it that the table does not name.</summary>
internal sealed partial class House
{
    private readonly Assembly _assembly;
    private readonly (string Room, string[] Uses)[] _rules;
    private readonly Dictionary<string, string> _rooms = [];

    /// <param name="assembly">Name of the assembly and of its folder in src.</param>
    /// <param name="rules">For each room the rooms that it may use, which must be above it in the table.</param>
    public House(string assembly, params (string Room, string Uses)[] rules)
    {
        _assembly = Assembly.Load(assembly);
        _rules = [.. rules.Select(rule => (rule.Room, rule.Uses.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        string root = Path.Combine(Repository, "src", assembly);
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string source = File.ReadAllText(file), folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('\\', '/');
            string space = Namespace().Match(source).Groups[1].Value;
            foreach (Match type in TypeName().Matches(source))
            {
                int arity = type.Groups[2].Success ? type.Groups[2].Value.Count(',') + 1 : 0;
                _rooms[$"{space}.{type.Groups[1].Value}{(arity > 0 ? $"`{arity}" : "")}"] = RoomOf(folder);
            }
        }
    }

    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    /// <summary>Every use that the table does not allow, and every row of it that is wrong.</summary>
    public IEnumerable<string> Violations()
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            (string room, string[] uses) = _rules[i];
            foreach (string unknown in uses.Except(_rules[..i].Select(rule => rule.Room)))
            {
                yield return $"{room} may use {unknown}, which is not a room above it";
            }

            string[] forbidden = [.. _rooms.Where(type => type.Value != room && !uses.Contains(type.Value)).Select(type => type.Key)];
            NetArchTest.Rules.TestResult result = Types.InAssembly(_assembly)
                .That().MeetCustomRule(type => _rooms.GetValueOrDefault(Outermost(type)) == room)
                .Should().NotHaveDependencyOnAny(forbidden).GetResult();
            foreach (IType type in result.FailingTypes)
            {
                yield return $"{room} must not use what {type.FullName} uses: {type.Explanation}";
            }
        }
    }

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "MLSaliency.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder)!);

    private static string Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;

    private string RoomOf(string folder) =>
        _rules.Select(rule => rule.Room)
            .Where(room => folder == room || folder.StartsWith(room + '/', StringComparison.Ordinal))
            .MaxBy(room => room.Length)
        ?? throw new InvalidOperationException($"Folder '{folder}' must be a room of the table, but was not.");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|abstract|static|readonly|partial|ref|delegate \S+|class|record|struct|interface|enum) )+" +
        @"(\w+)(?:<([^>]+)>)?",
        RegexOptions.Multiline)]
    private static partial Regex TypeName();
}
