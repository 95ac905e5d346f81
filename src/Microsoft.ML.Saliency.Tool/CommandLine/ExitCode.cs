namespace Microsoft.ML.Saliency.Tool;

/// <summary>What the process tells the shell.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Done = 0,

    /// <summary>The work failed on its way; what was written is kept.</summary>
    Failed = 1,

    /// <summary>The command line, the settings or the input that they name are wrong; nothing was begun.</summary>
    WrongInput = 2,

    /// <summary>Done, but some images were skipped.</summary>
    SomeSkipped = 3,

    /// <summary>Cancelled by Ctrl+C or SIGTERM; the same command goes on.</summary>
    Cancelled = 130,
}
