namespace Microsoft.ML.Saliency.Tool;

/// <summary>What the user is told in one line, and what the process returns.</summary>
internal sealed class ToolException(string message, ExitCode exitCode = ExitCode.WrongInput, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What the process returns.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
