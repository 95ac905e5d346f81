using Spectre.Console;

namespace Microsoft.ML.Saliency.Tool;

/// <summary>A live display on a terminal: a bar, items, passes per second, time left.</summary>
internal sealed class LiveScreen(TextWriter error) : Screen
{
    private const double Scale = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });

    public override void Follow(WorkProgress progress, Action work) => _console.Progress()
        .AutoClear(enabled: false)
        .HideCompleted(enabled: false)
        .Columns(
            new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(progress.ToString()), maxValue: Scale);
            RunWith(work, Show, Interval);
            Show();

            void Show()
            {
                task.Description = Markup.Escape(progress.ToString());
                task.Value = progress.Share * Scale;
            }
        });

    public override void Skipped(string item, string reason) => _console.MarkupLineInterpolated($"[yellow]Skipped {item}: {reason}[/]");
}
