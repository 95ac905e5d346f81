using System.Reflection;
using Mono.Cecil;

namespace Microsoft.ML.Saliency.Architecture.Tests;

/// <summary>Which room may use which. A room uses only rooms above it in its table, so there is no circle.</summary>
[TestClass]
public class ArchitectureTests
{
    private const int LongestLine = 140;

    // What a member reads from its surroundings; the engine's results depend on their input alone.
    private static readonly string[] Ambient =
    [
        "System.Random::", "System.Guid::NewGuid", "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow", "System.Environment::get_TickCount",
        "System.Diagnostics.Stopwatch::", "System.Security.Cryptography.RandomNumberGenerator::",
    ];

    [TestMethod]
    public void Engine_EachRoom_UsesOnlyTheRoomsThatItMay() => RequireNone(new House(
        "Microsoft.ML.Saliency.Engine",
        ("Statistics", ""),
        ("Images", ""),
        ("Models", "Images"),
        ("Baselines", "Statistics Images Models"),
        ("Masking", "Statistics Images Models Baselines"),
        ("Models/Onnx", "Images Models Baselines Masking"),
        ("Maps", "Statistics Images Models Masking"),
        ("Rise", "Statistics Images Models Baselines Masking Maps"),
        ("Occlusion", "Images Models Baselines Masking Maps"),
        ("Metrics/Curves", "Statistics Images Models Baselines Masking Maps"),
        ("Metrics/Localization", "Maps"),
        ("Metrics/Similarity", "Statistics Maps"),
        ("Metrics/Neutrality", "Statistics Images Models Baselines Masking Maps"),
        ("Metrics/Reliability", "Statistics Maps Metrics/Similarity"),
        ("Metrics/Evaluation", "Statistics Images Models Baselines Masking Maps Metrics/Curves Metrics/Localization"),
        ("Json", "Images Models Models/Onnx Baselines Maps Rise Occlusion")).Violations());

    [TestMethod]
    public void Tool_EachRoom_UsesOnlyTheRoomsThatItMay() => RequireNone(new House(
        "Microsoft.ML.Saliency.Tool",
        ("Terminal", ""),
        ("Runs", "Terminal"),
        ("Results", "Terminal Runs"),
        ("Settings", "Terminal Runs"),
        ("CommandLine", "Terminal Settings"),
        ("Pages", "Terminal Runs Results"),
        ("Verbs/Info", "Terminal Runs Settings CommandLine"),
        ("Verbs/Report", "Terminal Runs Results Settings CommandLine Pages"),
        ("Verbs/Merge", "Terminal Runs Results Settings CommandLine"),
        ("Verbs/Explain", "Terminal Runs Results Settings CommandLine"),
        ("Verbs/Evaluate", "Terminal Runs Results Settings CommandLine"),
        ("Verbs/Study", "Terminal Runs Results Settings CommandLine Verbs/Evaluate"),
        (".", "Terminal CommandLine Verbs/Info Verbs/Report Verbs/Merge Verbs/Explain Verbs/Evaluate Verbs/Study")).Violations());

    [TestMethod]
    public void Face_EachRoom_UsesOnlyTheRoomsThatItMay() => RequireNone(new House(
        "Microsoft.ML.Saliency",
        ("Rows", ""),
        ("Images", "Rows"),
        ("Scoring", "Rows Images"),
        ("Saving", "Rows Images Scoring"),
        ("Maps", "Rows Images Scoring Saving"),
        ("Rise", "Rows Scoring Saving Maps"),
        ("Occlusion", "Rows Scoring Saving Maps"),
        ("Curves", "Rows Scoring Saving Maps"),
        ("Heatmap", "Rows Images Saving Maps"),
        ("Evaluation", "Rows Maps"),
        (".", "Rows Images Scoring Saving Maps Rise Occlusion Curves Heatmap Evaluation")).Violations());

    [TestMethod]
    public void Engine_References_NoAssemblyOfMLNet() => RequireNone(
        Engine.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal) && name != "Microsoft.ML.OnnxRuntime"));

    [TestMethod]
    public void Engine_Members_ReadNeitherClockNorAmbientRandomness() => RequireNone(
        from type in House.Read("Microsoft.ML.Saliency.Engine").Types
        where !type.FullName.StartsWith("Coverlet.", StringComparison.Ordinal) // Added to the assembly when coverage is measured.
        from member in Calls(type).Where(IsAmbient)
        select $"{type} uses {member}");

    [TestMethod]
    public void Sources_NoLine_IsLongerThan140Characters() => RequireNone(
        from folder in new[] { "src", "tests", "benchmarks", "examples" }
        from file in Directory.EnumerateFiles(Path.Combine(House.Repository, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(House.Repository, file).Replace('\\', '/')
        from line in File.ReadLines(file).Index()
        where line.Item.Length > LongestLine
        select $"{name}({line.Index + 1}) has {line.Item.Length} characters");

    private static Assembly Engine { get; } = Assembly.Load("Microsoft.ML.Saliency.Engine");

    private static IEnumerable<string> Calls(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand).OfType<MethodReference>()
            .Select(called => $"{called.DeclaringType.FullName}::{called.Name}")
            .Concat(type.NestedTypes.SelectMany(Calls));

    private static bool IsAmbient(string member) => Ambient.Any(start => member.StartsWith(start, StringComparison.Ordinal));

    private static void RequireNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.IsEmpty(all, $"{Environment.NewLine}{string.Join(Environment.NewLine, all)}{Environment.NewLine}");
    }
}
