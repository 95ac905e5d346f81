namespace Microsoft.ML.Saliency.Tool.Tests;

/// <summary>What a command returned and printed, run within this process.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static ToolRun Of(params IEnumerable<string> args) => Of(args, CancellationToken.None);

    public static ToolRun Of(IEnumerable<string> args, CancellationToken cancellationToken)
    {
        using StringWriter output = new(), error = new();
        int exitCode = CommandLineProgram.Run([.. args], output, error, cancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static ToolRun Succeeds(params IEnumerable<string> args)
    {
        ToolRun run = Of(args);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        return run;
    }

    /// <summary>Runs a command that must fail with one line, before anything is begun.</summary>
    public static void Refuses(string message, params IEnumerable<string> args)
    {
        ToolRun run = Of(args);
        Assert.AreEqual((int)Tool.ExitCode.WrongInput, run.ExitCode, run.Error);
        Assert.AreEqual("", run.Output);
        Assert.HasCount(1, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(message, run.Error);
    }
}
