using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Where the grader prints.</summary>
internal static class Screen
{
    private const int PlainWidth = 160;

    /// <summary>Opens the standard output: colour and movement on a terminal, plain lines anywhere else.</summary>
    public static IAnsiConsole Open()
    {
        bool isTerminal = !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (!isTerminal) console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Does what takes a while: behind a bar on a terminal, without one anywhere else.</summary>
    /// <param name="console">Where the bar is shown.</param>
    /// <param name="isQuiet">Whether none is wanted.</param>
    /// <param name="first">What the bar says at first.</param>
    /// <param name="steps">How many steps fill it.</param>
    /// <param name="run">The work; it is given the bar, or null where there is none.</param>
    public static void Watch(this IAnsiConsole console, bool isQuiet, string first, int steps, Action<ProgressTask?> run)
    {
        if (isQuiet || !console.Profile.Capabilities.Interactive)
        {
            run(null);
            return;
        }

        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => run(context.AddTask(first, maxValue: steps)));
    }
}
