using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Saliency;

namespace Documentation.Tests;

/// <summary>Every C# block of the documentation compiles as a program.</summary>
[TestClass]
public sealed class SnippetTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.ML;
        global using Microsoft.ML.Data;
        global using Microsoft.ML.Saliency;
        global using static Documentation.Tests.Given;
        """;

    private static readonly MetadataReference[] References = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => MetadataReference.CreateFromFile(path))];

    public static IEnumerable<(string Page, int Line, string Code)> Blocks =>
        Page.All.SelectMany(page => page.CSharp.Select(block => (page.Name, block.Line, block.Code)));

    [TestMethod]
    [DynamicData(nameof(Blocks))]
    public void CSharpBlock_OfAPage_Compiles(string page, int line, string code)
    {
        // A handler on its own follows a block that it can guard.
        string program = code.StartsWith("catch", StringComparison.Ordinal) ? "try { }\n" + code : code;
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Snippet", [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(program)], References);

        string[] errors = [.. compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        Assert.IsEmpty(errors, $"{page}, line {line}:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
    }

    [TestMethod]
    public void Blocks_AreFoundInTheReadme() => Assert.IsGreaterThan(1, Blocks.Count(block => block.Page == "README.md"));
}

/// <summary>The names that the text around a block introduces. A block's own variables hide them.</summary>
public static class Given
{
    public static MLContext mlContext => throw new NotSupportedException();

    public static IDataView images => throw new NotSupportedException();

    public static IDataView data => throw new NotSupportedException();

    public static IDataView headData => throw new NotSupportedException();

    public static ITransformer head => throw new NotSupportedException();

    public static TransformerChain<ITransformer> model => throw new NotSupportedException();

    public static OnnxScorer scorer => throw new NotSupportedException();

    public static ClassifierInput input => throw new NotSupportedException();

    /// <summary>A row that goes into a prediction engine.</summary>
    public sealed class ImageRow
    {
        public MLImage? Image { get; set; }
    }

    /// <summary>A row that comes out of a pipeline.</summary>
    public sealed class Explained
    {
        public float[]? Saliency { get; set; }
    }
}
