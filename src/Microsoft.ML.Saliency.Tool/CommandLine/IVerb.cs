using System.CommandLine;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>One thing that the tool does: the word after its name.</summary>
internal interface IVerb
{
    /// <summary>Commands to copy, one a line, each after a comment.</summary>
    string Examples { get; }

    /// <summary>Makes the command that runs it.</summary>
    CliCommand CreateCommand(TextWriter output, TextWriter error, CancellationToken cancellationToken);
}
