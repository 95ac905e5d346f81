using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The program without its process: arguments in, text and an exit code out.</summary>
internal static class CommandLineProgram
{
    private const string ExitCodes = """
        Exit codes:
          0    done
          1    failed midway; what was written is kept
          2    the command line, the settings or the input that they name are wrong; nothing was started
          3    done, but some images were skipped
          130  canceled; the same command continues
        """;

    private static IVerb[] Verbs =>
        [new ExplainVerb(), new EvaluateVerb(), new InfoVerb(), new MergeVerb(), new StudyVerb(), new ReportVerb()];

    /// <summary>Runs one command.</summary>
    /// <param name="error">Standard error: progress, warnings, and the one line of an error.</param>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        SilenceNativeLog();
        RootCommand root = CreateRoot(output, error, cancellationToken);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            // An unknown verb is the last error, after the one that a verb is missing.
            bool isRoot = parsed.CommandResult.Command == root;
            string command = isRoot ? "mlsaliency" : $"mlsaliency {parsed.CommandResult.Command.Name}";
            IEnumerable<string> known = isRoot
                ? root.Subcommands.Select(verb => verb.Name)
                : parsed.CommandResult.Command.Options.Select(option => option.Name);
            string suggestion = string.Concat(parsed.UnmatchedTokens.Take(1).Select(token => NearestNames.Suggest(token, known)));
            error.WriteLine($"{command}: {parsed.Errors[isRoot ? ^1 : 0].Message}{suggestion} See '{command} --help'.");
            return (int)ExitCode.WrongInput;
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    internal static RootCommand CreateRoot(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Saliency maps of an image classifier: the parts of an image that its decision rests on.");
        var commands = new Dictionary<CliCommand, (string, Func<string, string>?)> { [root] = (ExitCodes, null) };
        foreach (IVerb verb in Verbs)
        {
            CliCommand command = verb.CreateCommand(output, error, cancellationToken);
            string examples = "Examples:\n" + string.Join('\n', verb.Examples.Split('\n').Select(line => "  " + line)) + "\n";
            commands[command] = (examples, verb.GroupOf);
            root.Subcommands.Add(command);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, commands);
        return root;
    }

    /// <summary>Silences ONNX Runtime, which writes its errors to standard error in color besides throwing them. Only the first caller in a
    /// process can set this.</summary>
    private static void SilenceNativeLog()
    {
        if (!OrtEnv.IsCreated)
        {
            var options = new EnvironmentCreationOptions { logId = "mlsaliency", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
    }
}
