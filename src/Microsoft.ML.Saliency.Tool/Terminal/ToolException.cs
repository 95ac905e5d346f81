namespace Microsoft.ML.Saliency.Tool;

/// <summary>What the process returns to the shell.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Done = 0,

    /// <summary>The work failed midway; what was written is kept.</summary>
    Failed = 1,

    /// <summary>The command line, the settings or the input that they name are wrong; nothing was started.</summary>
    WrongInput = 2,

    /// <summary>Done, but some images were skipped.</summary>
    SomeSkipped = 3,

    /// <summary>Canceled by Ctrl+C or SIGTERM; the same command continues.</summary>
    Cancelled = 130,
}

/// <summary>An error that the user sees as one line, and what the process returns.</summary>
internal sealed class ToolException(string message, ExitCode exitCode = ExitCode.WrongInput, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What the process returns.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}

/// <summary>Messages of exceptions as one line.</summary>
internal static class ErrorText
{
    /// <summary>Gets the message without the parameter's name, which means nothing on a command line, but with the value that was
    /// given.</summary>
    public static string OneLine(Exception exception)
    {
        string message = exception.Message;
        if (exception is ArgumentException { ParamName: string name })
        {
            message = message.Split($" (Parameter '{name}')", 2)[0];
        }

        message = string.Join(' ', message.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        bool saysValue = message.Contains(" but ", StringComparison.Ordinal);
        return exception is ArgumentOutOfRangeException { ActualValue: object value } && !saysValue
            ? $"{message.TrimEnd('.')}, but was {value}."
            : message;
    }
}
