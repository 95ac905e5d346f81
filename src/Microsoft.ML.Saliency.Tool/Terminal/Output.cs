using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>The form in which the tool prints.</summary>
internal enum OutputMode
{
    /// <summary>For people: results on standard output; progress and warnings on standard error.</summary>
    Text,

    /// <summary>For people who want results and errors only.</summary>
    Quiet,

    /// <summary>For machines: one JSON object a line on standard output.</summary>
    Json,
}

/// <summary>Prints what the tool has to say.</summary>
internal sealed class Output(TextWriter output, TextWriter error, OutputMode mode)
{
    private const int WidthWithoutTerminal = 160;
    private readonly Lock _lock = new();

    /// <summary>Prints a line of the result, for people.</summary>
    public void Line(string text = "") => Write(output, text, isWanted: mode != OutputMode.Json);

    /// <summary>Prints a line about the progress; not part of the result.</summary>
    public void Note(string text) => Write(error, text, isWanted: mode == OutputMode.Text);

    /// <summary>Prints a warning; the work continues.</summary>
    public void Warn(string text)
    {
        Write(error, $"Warning: {text}", isWanted: mode != OutputMode.Json);
        Event("warning", new { Message = text });
    }

    /// <summary>Prints the one line of an error, on standard error in every mode.</summary>
    public void Error(string text, ExitCode exitCode)
    {
        Write(error, text, isWanted: true);
        Event("error", new { Message = text, ExitCode = (int)exitCode });
    }

    /// <summary>Prints a line for machines.</summary>
    public void Event(string name, object content)
    {
        if (mode == OutputMode.Json)
        {
            Write(output, Json.Line(name, content), isWanted: true);
        }
    }

    /// <summary>Prints a table of the result, for people.</summary>
    public void Table(Table table)
    {
        if (mode == OutputMode.Json)
        {
            return;
        }

        lock (_lock)
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            if (Console.IsOutputRedirected || output != Console.Out)
            {
                console.Profile.Width = WidthWithoutTerminal;
            }

            console.Write(table);
        }
    }

    /// <summary>Creates the screen that fits: a live display on a terminal, lines elsewhere.</summary>
    public Screen CreateScreen()
    {
        bool isTerminal = error == Console.Error && !Console.IsErrorRedirected;
        return mode switch
        {
            OutputMode.Json => new JsonScreen(this),
            OutputMode.Text when isTerminal => new LiveScreen(error),
            OutputMode.Text => new LineScreen(this),
            _ => new QuietScreen(this),
        };
    }

    private void Write(TextWriter writer, string text, bool isWanted)
    {
        if (isWanted)
        {
            lock (_lock)
            {
                writer.WriteLine(text);
                writer.Flush();
            }
        }
    }
}
