using System.CommandLine;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A command of the tool: the word after its name.</summary>
internal interface IVerb
{
    /// <summary>Commands to copy, one a line, each after a comment.</summary>
    string Examples { get; }

    /// <summary>Gets the heading in the help under which an option stands, as in "--model".</summary>
    string GroupOf(string option);

    /// <summary>Creates the command that runs it.</summary>
    CliCommand CreateCommand(TextWriter output, TextWriter error, CancellationToken cancellationToken);
}

/// <summary>A verb with its settings: the options of its command, which a settings file may give too.</summary>
/// <typeparam name="TSettings">A record whose properties with a <see cref="SettingAttribute"/> are the settings.</typeparam>
internal abstract class Verb<TSettings>(string name, string description) : IVerb
    where TSettings : class, new()
{
    /// <inheritdoc/>
    public abstract string Examples { get; }

    /// <inheritdoc/>
    public string GroupOf(string option) => SettingsOptions<TSettings>.GroupOf(option);

    /// <inheritdoc/>
    public CliCommand CreateCommand(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var command = new CliCommand(name, description);
        var settings = new SettingsOptions<TSettings>(command);
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print results and errors only." };
        var json = new Option<bool>("--json") { Description = "Print JSON lines to standard output, for machines, instead of text." };
        command.Options.Add(quiet);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            OutputMode mode = parsed.GetValue(json) ? OutputMode.Json : parsed.GetValue(quiet) ? OutputMode.Quiet : OutputMode.Text;
            var console = new Output(output, error, mode);
            return (int)RunGuarded(() => Run(settings.Read(parsed), console, cancellationToken), console);
        });
        return command;
    }

    /// <summary>Runs the command.</summary>
    /// <exception cref="ToolException">It failed; the message says why in one line.</exception>
    protected abstract ExitCode Run(TSettings settings, Output output, CancellationToken cancellationToken);

    /// <summary>Turns an error into one line and an exit code. Any other exception is a fault of the program, and ends it with its stack
    /// trace.</summary>
    private ExitCode RunGuarded(Func<ExitCode> run, Output output)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            const string Kept = "What was written is kept. Run the same command again to continue.";
            output.Error($"mlsaliency {name}: canceled. {Kept}", ExitCode.Cancelled);
            return ExitCode.Cancelled;
        }
        catch (ToolException exception)
        {
            return Fail(exception, exception.ExitCode);
        }
        catch (Exception exception) when (exception is
            ArgumentException or FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            return Fail(exception, ExitCode.WrongInput);
        }
        catch (Exception exception) when (exception is
            IOException or UnauthorizedAccessException or InvalidOperationException or OnnxRuntimeException)
        {
            return Fail(exception, ExitCode.Failed);
        }

        ExitCode Fail(Exception exception, ExitCode code)
        {
            string? member = ((exception as ArgumentException) ?? (exception.InnerException as ArgumentException))?.ParamName;
            output.Error($"mlsaliency {name}: {OptionNames.Replace(ErrorText.OneLine(exception), typeof(TSettings), member)}", code);
            return code;
        }
    }
}
