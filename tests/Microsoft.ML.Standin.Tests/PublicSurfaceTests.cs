using System.Reflection;

namespace Microsoft.ML.Standin.Tests;

[TestClass]
public class PublicSurfaceTests
{
    [TestMethod]
    public void PublicSurface_OfTheStandin_IsPartOfMLNets()
    {
        var standin = typeof(MLContext).Assembly;
        if (standin.GetName().Name != "Microsoft.ML")
        {
            Assert.Inconclusive("The build uses the real ML.NET: there is no stand-in to compare with it.");
        }

        var real = ReadRealSurface();
        var strange = standin.GetExportedTypes().SelectMany(type => WhatMLNetLacks(type, real)).ToArray();

        Assert.IsEmpty(strange, "Not in ML.NET's public surface:\n" + string.Join('\n', strange));
    }

    private static IEnumerable<string> WhatMLNetLacks(Type type, Dictionary<string, RealType> real)
    {
        var head = PublicSurface.Head(type);
        if (!real.TryGetValue(head, out var realType))
        {
            return [head];
        }

        return PublicSurface.Interfaces(type).Except(realType.Interfaces)
            .Concat(PublicSurface.Members(type).Except(realType.Members))
            .Select(line => $"{head}\n    {line}");
    }

    private static Dictionary<string, RealType> ReadRealSurface()
    {
        const string Mark = "[public] ";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("mlnet-public-api.txt")!;
        using var reader = new StreamReader(stream);
        var surface = new Dictionary<string, RealType>();
        RealType? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                var (head, interfaces) = SplitHead(line[Mark.Length..]);
                if (!surface.TryGetValue(head, out current))
                {
                    surface.Add(head, current = new RealType(interfaces.ToHashSet(), []));
                }
            }
            else if (line.StartsWith(' '))
            {
                current!.Members.Add(line.Trim());
            }
        }
        return surface;
    }

    /// <summary>Splits at ", " outside of angle brackets; those inside have no space after the comma.</summary>
    private static (string Head, IEnumerable<string> Interfaces) SplitHead(string line)
    {
        var parts = line.Split(", ");
        return (parts[0], parts.Skip(1));
    }

    private sealed record RealType(HashSet<string> Interfaces, HashSet<string> Members);
}
