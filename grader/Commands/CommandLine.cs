using System.CommandLine;
using System.CommandLine.Parsing;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary>The command line: what it takes, and what it says when it is wrong.</summary>
internal static class CommandLine
{
    private const int MessageMost = 100_000;

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>The process's exit status.</returns>
    public static int Run(string[] arguments)
    {
        using var interrupt = new Interrupt();
        try
        {
            var root = Root(interrupt.Token);
            var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0) throw new InputException(Explain(parsed, arguments));
            RefuseEmpty(parsed);
            RefuseOptions(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (InputException error)
        {
            return Fail(error.Message, ExitStatus.WrongInput);
        }
        catch (OperationCanceledException)
        {
            return Fail("interrupted", ExitStatus.Interrupted);
        }
        catch (LabException error)
        {
            return Fail($"{error.Message} Where the lab is as it should be, build the grader again.", ExitStatus.GraderFailed);
        }
        catch (GraderException error)
        {
            return Fail(error.Message, ExitStatus.GraderFailed);
        }
        catch (Exception error)
        {
            return Fail($"the grader failed: {error}", ExitStatus.GraderFailed);
        }
    }

    private static RootCommand Root(CancellationToken cancel) => new("Grades labs in distributed systems.")
    {
        ListCommand.Make(),
        CheckCommand.Make(cancel),
        GradeCommand.Make(cancel),
        ReplayCommand.Make(cancel),
        ShrinkCommand.Make(cancel),
        MutantsCommand.Make(cancel),
        HistoryCommand.Make(cancel),
        BatchCommand.Make(cancel),
        MergeCommand.Make(),
        HandoutCommand.Make(),
        NewCommand.Make(),
    };

    private static int Fail(string message, int status)
    {
        // A compiler's message may quote what a student wrote.
        Console.Error.WriteLine($"labs: {PlainText.Lines(message, MessageMost)}");
        return status;
    }

    // A variable of a script that has no value.
    private static void RefuseEmpty(ParseResult parsed)
    {
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (option.Tokens.Any(token => token.Value.Length == 0))
                throw new InputException($"the value of {option.Option.Name} is empty; give it one, or leave the option out");
        }
    }

    // An option that the verb does not have, where it takes names of files.
    private static void RefuseOptions(ParseResult parsed)
    {
        var values = parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value);
        if (values.FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(value)) is { } unknown)
            throw new InputException(ExplainUnknown(parsed.CommandResult.Command, unknown));
    }

    private static string Explain(ParseResult parsed, string[] arguments)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return ExplainUnknown(command, unknown);
        if (command is RootCommand && arguments.Length == 0)
            return $"say what to do: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}; see labs --help";
        string help = command is RootCommand ? "labs --help" : $"labs {command.Name} --help";
        return $"{parsed.Errors[0].Message.TrimEnd('.')}; see {help}";
    }

    private static string ExplainUnknown(Command command, string unknown)
    {
        if (unknown.StartsWith('-'))
            return $"there is no option '{unknown}'; {Nearest.Hint(unknown, command.Options.Where(IsShown).Select(option => option.Name))}";
        return command is RootCommand
            ? $"there is no verb '{unknown}'; {Nearest.Hint(unknown, command.Subcommands.Select(verb => verb.Name))}"
            : $"{command.Name} does not take '{unknown}'; see labs {command.Name} --help";
    }

    private static bool IsShown(Option option) => !option.Hidden;
}
