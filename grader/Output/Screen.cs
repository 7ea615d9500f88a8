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
}
