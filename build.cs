#:property PublishAot=false
// The project's build: dotnet run build.cs <verb> [--feed auto|real|substitute]. See README.md and CONTRIBUTING.md.

using System.Diagnostics;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Usage = """
    dotnet run build.cs <verb> [options]

      demo     restore, build, explain the shipped images through an ML.NET pipeline, write a page to look at
      test     build and run every test; ends with "N passed, N failed, N skipped"
      check    build with all analyzers and documentation checks, then verify the formatting
      pack     make the NuGet packages from the real feed, in artifacts/packages, and test them as a stranger would use them
      bench    measure speed and memory in short form; writes artifacts/bench (benchmarks/README.md has the long forms)

      --feed auto         ask the machine's NuGet sources again whether they carry Microsoft.ML
      --feed real         take Microsoft.ML and Microsoft.ML.OnnxRuntime from NuGet
      --feed substitute   take the stand-ins under eng/substitutes (needs npm)
      --rise FOLDER       for bench: your clone of github.com/eclique/RISE, to compare with
      --python FILE       for bench: the Python that has PyTorch; default: python3
    """;

try
{
    (string verb, string? feed, string[] benchOptions) = ParseArguments(args);
    Directory.SetCurrentDirectory(RepositoryRoot());
    if (verb == "help")
    {
        Console.WriteLine(Usage);
        return 0;
    }

    Feed chosen = Feed.Choose(feed);
    switch (verb)
    {
        case "demo": Demo(); break;
        case "test": Test(chosen); break;
        case "check": Check(); break;
        case "pack": Pack(chosen); break;
        case "bench": Bench(benchOptions); break;
    }

    return 0;
}
catch (BuildException exception)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static void Demo()
{
    Shell.Run("dotnet", "run", "--project", "examples/Quickstart", "-c", "Release");
}

static void Test(Feed feed)
{
    string results = Path.Combine("artifacts", feed.Name, "test-results");
    if (Directory.Exists(results))
    {
        Directory.Delete(results, recursive: true);
    }

    Shell.Run("dotnet", "build", "MLSaliency.sln", "-c", "Release");
    int exitCode = Shell.TryRun("dotnet", "test", "MLSaliency.sln", "-c", "Release", "--no-build", "--logger", "trx", "--results-directory", results);

    var outcomes = new Dictionary<string, int> { ["Passed"] = 0, ["Failed"] = 0, ["Skipped"] = 0 };
    foreach (string file in Directory.Exists(results) ? Directory.GetFiles(results, "*.trx") : [])
    {
        foreach (XElement result in XDocument.Load(file).Descendants().Where(element => element.Name.LocalName == "UnitTestResult"))
        {
            string outcome = (string?)result.Attribute("outcome") ?? "";
            outcomes[outcome is "Passed" or "Failed" ? outcome : "Skipped"]++;
        }
    }

    Console.WriteLine();
    Console.WriteLine($"{outcomes["Passed"]} passed, {outcomes["Failed"]} failed, {outcomes["Skipped"]} skipped");
    if (exitCode != 0 || outcomes["Failed"] > 0 || outcomes["Passed"] == 0)
    {
        throw new BuildException("The tests failed: their output is above.");
    }
}

static void Check()
{
    // Analyzers and missing documentation are errors of the build itself; without --no-incremental an unchanged project would be skipped.
    Shell.Run("dotnet", "build", "MLSaliency.sln", "-c", "Release", "--no-incremental");
    Shell.Run("dotnet", "format", "MLSaliency.sln", "--verify-no-changes", "--no-restore", "--exclude", "eng/substitutes");
    Console.WriteLine("Checked: build, analyzers, documentation, formatting.");
}

static void Pack(Feed feed)
{
    if (feed.Name != "real")
    {
        throw new BuildException($"Packages are made from the real feed only; this build uses the substitutes ({feed.Reason}).");
    }

    // Emptied first: the test takes what lies in the folder, and its own folder may still hold packages of this version.
    const string Packages = "artifacts/packages";
    string[] projects = ["Microsoft.ML.Saliency.Engine", "Microsoft.ML.Saliency"];
    foreach (string old in projects.Select(project => $"artifacts/package-test/packages/{project.ToLowerInvariant()}").Append(Packages).Where(Directory.Exists))
    {
        Directory.Delete(old, recursive: true);
    }

    // An output folder of its own: continuous-integration builds rewrite paths, which tests and the debugger need.
    string output = Path.GetFullPath("artifacts/pack");
    foreach (string project in projects)
    {
        Shell.Run("dotnet", "pack", $"src/{project}", "-c", "Release", "-o", Packages, "-p:ContinuousIntegrationBuild=true", $"-p:ArtifactsPath={output}");
    }

    Shell.Run("dotnet", "test", "tests/PackageTest", "-c", "Release");
    Console.WriteLine($"Packed and tested: {string.Join(", ", Directory.GetFiles(Packages).Select(Path.GetFileName).Order())} in {Packages}.");
}

static void Bench(string[] options)
{
    Shell.Run("dotnet", ["run", "--project", "benchmarks/Microsoft.ML.Saliency.Benchmarks", "-c", "Release", "--", "quick", .. options]);
}

static (string Verb, string? Feed, string[] BenchOptions) ParseArguments(string[] args)
{
    string? verb = null, feed = null;
    var benchOptions = new List<string>();
    for (int i = 0; i < args.Length; i++)
    {
        if (args[i] == "--feed" && i + 1 < args.Length && args[i + 1] is "auto" or "real" or "substitute")
        {
            feed = args[++i];
        }
        else if (verb == "bench" && args[i] is "--rise" && i + 1 < args.Length)
        {
            // A relative path is meant from where the command was typed, not from the repository's root.
            benchOptions.AddRange([args[i], Path.GetFullPath(args[++i])]);
        }
        else if (verb == "bench" && args[i] is "--python" && i + 1 < args.Length)
        {
            benchOptions.AddRange([args[i], args[++i]]);
        }
        else if (verb is null && args[i] is "demo" or "test" or "check" or "pack" or "bench" or "help")
        {
            verb = args[i];
        }
        else
        {
            throw new BuildException($"Unknown argument '{args[i]}'.\n\n{Usage}");
        }
    }

    return (verb ?? "help", feed, [.. benchOptions]);
}

// Set by `dotnet run` for a file-based program; a caller's path would be rewritten in deterministic builds.
static string RepositoryRoot() => (string)AppContext.GetData("EntryPointFileDirectoryPath")!;

/// <summary>Where the packages come from: the machine's NuGet sources, or the stand-ins under eng/substitutes.</summary>
internal sealed record Feed(string Name, string Reason, string? OnnxRuntimeNative = null)
{
    private const string Properties = "artifacts/feed.props";
    private const string OnnxRuntime = "eng/substitutes/Microsoft.ML.OnnxRuntime";

    public static Feed Choose(string? wanted)
    {
        Feed feed = wanted switch
        {
            "substitute" => new Feed("substitute", "forced by --feed substitute"),
            "real" => Probe() is { Name: "real" } real ? real : throw new BuildException("The real feed was asked for, but the NuGet sources don't carry all packages (see above)."),
            null when File.Exists(Properties) => Load(),
            _ => Probe(),
        };
        Console.WriteLine($"Package feed: {feed.Name} ({feed.Reason}).");
        if (feed.Name == "substitute")
        {
            InstallOnnxRuntime();
        }

        feed.Save();
        return feed;
    }

    /// <summary>Restores a project that needs what the product and its applications need: with the GPU package of ONNX Runtime, else with the CPU package.</summary>
    private static Feed Probe()
    {
        Console.WriteLine("Asking the NuGet sources for Microsoft.ML and Microsoft.ML.OnnxRuntime ...");
        string? missing = MissingPackage();
        if (missing is null)
        {
            return new Feed("real", "the NuGet sources carry the packages");
        }

        Console.WriteLine($"They lack {missing}.");
        if (missing == "Microsoft.ML.OnnxRuntime.Gpu" && MissingPackage("-p:OnnxRuntimeNative=Cpu") is null)
        {
            return new Feed("real", "the NuGet sources carry the packages, but not Microsoft.ML.OnnxRuntime.Gpu: CPU only", "Cpu");
        }

        return new Feed("substitute", $"the NuGet sources lack {missing}; --feed auto asks again");
    }

    /// <summary>The first package that the NuGet sources lack; null if they have all.</summary>
    private static string? MissingPackage(params string[] properties)
    {
        (int exitCode, string output) = Shell.Capture(
            "dotnet", ["restore", "eng/FeedProbe/FeedProbe.csproj", "-p:SaliencyFeed=real", "--force", "--verbosity", "quiet", .. properties]);
        if (exitCode == 0)
        {
            return null;
        }

        // "error NU1101: Unable to find package Microsoft.ML. No packages exist ..." or "... NU1102: Unable to find package Microsoft.ML with version (>= 5.0.0)".
        Match missing = Regex.Match(output, @"error NU110[12]: Unable to find package (\S+?)\.?\s");
        return missing.Success
            ? missing.Groups[1].Value
            : throw new BuildException($"The NuGet sources could not be asked which packages they carry:\n\n{output}\nMend that, or take the stand-ins with --feed substitute.");
    }

    private static void InstallOnnxRuntime()
    {
        string wanted = File.ReadAllText(Path.Combine(OnnxRuntime, "package-lock.json"));
        string marker = Path.Combine(OnnxRuntime, "node_modules", ".installed");
        if (File.Exists(marker) && File.ReadAllText(marker) == wanted)
        {
            return;
        }

        Console.WriteLine("Installing the substitute for Microsoft.ML.OnnxRuntime with npm (about 150 MB, once) ...");
        string[] install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", OnnxRuntime];
        if (OperatingSystem.IsWindows())
        {
            install = ["cmd.exe", "/c", .. install];
        }

        try
        {
            Shell.Run(install[0], install[1..]);
        }
        catch (BuildException exception)
        {
            throw new BuildException(
                "Neither feed can be had: the substitutes are in use, but npm, which brings their ONNX Runtime, is missing or failed.\n" +
                "Install Node.js with npm, or add a NuGet source that carries Microsoft.ML 5.0.0 and Microsoft.ML.OnnxRuntime " +
                $"(dotnet nuget add source ...) and run again with --feed auto.\n({exception.Message})");
        }

        File.WriteAllText(marker, wanted);
    }

    private static Feed Load()
    {
        XElement root = XDocument.Load(Properties).Root!.Element("PropertyGroup")!;
        return new Feed((string)root.Element("SaliencyFeed")!, (string)root.Element("SaliencyFeedReason")!, (string?)root.Element("OnnxRuntimeNative"));
    }

    private void Save()
    {
        Directory.CreateDirectory("artifacts");
        string native = OnnxRuntimeNative is null ? "" : $"\n    <OnnxRuntimeNative>{OnnxRuntimeNative}</OnnxRuntimeNative>";
        string text = $"""
            <Project>
              <PropertyGroup>
                <SaliencyFeed>{Name}</SaliencyFeed>
                <SaliencyFeedReason>{SecurityElement.Escape(Reason)}</SaliencyFeedReason>{native}
              </PropertyGroup>
            </Project>
            """;
        // Left alone if nothing changes, so that MSBuild sees no new file.
        if (!File.Exists(Properties) || File.ReadAllText(Properties) != text)
        {
            File.WriteAllText(Properties, text);
        }
    }
}

internal static class Shell
{
    /// <summary>Runs a step with its output shown; throws if it fails.</summary>
    public static void Run(string program, params string[] arguments)
    {
        int exitCode = TryRun(program, arguments);
        if (exitCode != 0)
        {
            throw new BuildException($"Failed with exit code {exitCode}: {program} {string.Join(' ', arguments)}");
        }
    }

    /// <summary>Runs a step with its output shown; returns its exit code.</summary>
    public static int TryRun(string program, params string[] arguments)
    {
        Console.WriteLine($"> {program} {string.Join(' ', arguments)}");
        using Process process = Start(new ProcessStartInfo(program, arguments));
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a step and returns its output.</summary>
    public static (int ExitCode, string Output) Capture(string program, params string[] arguments)
    {
        using Process process = Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BuildException($"'{info.FileName}' could not be started: {exception.Message}");
        }
    }
}

/// <summary>A step failed in a way that its message explains.</summary>
internal sealed class BuildException(string message) : Exception(message);
