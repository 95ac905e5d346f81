namespace Microsoft.ML.Saliency.Tool;

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
