using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Microsoft.ML.Saliency.Architecture.Tests;

/// <summary>The rooms of an assembly: a room is a folder of its sources with the folders below it that the table does not name.</summary>
internal sealed partial class House
{
    private readonly string _assembly;
    private readonly TypeDefinition[] _types;
    private readonly (string Room, string[] Uses)[] _rules;
    private readonly Dictionary<string, string> _rooms = [];

    /// <param name="assembly">Name of the assembly and of its folder in src.</param>
    /// <param name="rules">For each room the rooms that it may use, which must be above it in the table.</param>
    public House(string assembly, params (string Room, string Uses)[] rules)
    {
        _assembly = assembly;
        _types = [.. Read(assembly).Types];
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

    /// <summary>Reads an assembly.</summary>
    public static ModuleDefinition Read(string assembly) => ModuleDefinition.ReadModule(Assembly.Load(assembly).Location);

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

            HashSet<string> allowed = [room, .. uses];
            foreach (TypeDefinition type in _types.Where(type => _rooms.GetValueOrDefault(type.FullName) == room))
            {
                foreach (string used in Mentions(type).Where(used => !allowed.Contains(_rooms.GetValueOrDefault(used, room))))
                {
                    yield return $"{room} must not use {_rooms[used]}, but {type.Name} uses {used}";
                }
            }
        }
    }

    private static string FindRepository(string folder) =>
        File.Exists(Path.Combine(folder, "MLSaliency.sln")) ? folder : FindRepository(Path.GetDirectoryName(folder)!);

    /// <summary>Names of the outermost types that a type and those nested in it mention.</summary>
    private static HashSet<string> Mentions(TypeDefinition type)
    {
        HashSet<string> names = [];
        Visit(type);
        return names;

        void Visit(TypeDefinition visited)
        {
            Add(visited.BaseType);
            AddAll(visited.Interfaces.Select(item => item.InterfaceType));
            AddAll(visited.CustomAttributes.SelectMany(item => item.ConstructorArguments).Select(item => item.Value as TypeReference));
            AddAll(visited.Fields.Select(field => field.FieldType));
            foreach (MethodDefinition method in visited.Methods)
            {
                AddMember(method);
                if (method.HasBody)
                {
                    AddAll(method.Body.Variables.Select(variable => variable.VariableType));
                    foreach (Instruction instruction in method.Body.Instructions)
                    {
                        Add(instruction.Operand as TypeReference);
                        AddMember(instruction.Operand as MemberReference);
                    }
                }
            }

            visited.NestedTypes.ToList().ForEach(Visit);
        }

        void AddMember(MemberReference? member)
        {
            Add(member?.DeclaringType);
            Add((member as FieldReference)?.FieldType);
            if (member is MethodReference method)
            {
                Add(method.ReturnType);
                AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
                AddAll((method as GenericInstanceMethod)?.GenericArguments ?? []);
            }
        }

        void AddAll(IEnumerable<TypeReference?> types) => types.ToList().ForEach(Add);

        void Add(TypeReference? reference)
        {
            AddAll((reference as GenericInstanceType)?.GenericArguments ?? []);
            if (reference is TypeSpecification specification)
            {
                Add(specification.ElementType);
            }
            else if (reference is not null)
            {
                names.Add(reference.DeclaringType is null ? reference.FullName : Outermost(reference));
            }
        }
    }

    private static string Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;

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
