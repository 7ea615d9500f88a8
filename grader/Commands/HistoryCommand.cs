using System.CommandLine;
using System.Diagnostics;
using Labs.Checking;
using Labs.Grader.Histories;
using Labs.Grader.Output;

namespace Labs.Grader.Commands;

/// <summary><c>labs history FILE --model NAME</c>: whether a recorded history is linearizable.</summary>
internal static class HistoryCommand
{
    private static readonly TimeSpan TimeLimitDefault = TimeSpan.FromSeconds(60);

    public static Command Make(CancellationToken cancel)
    {
        var file = new Argument<string>("FILE") { Description = "The history: JSON lines, one operation each" };
        string names = string.Join(", ", SequentialModel.All.Select(model => model.Name));
        var model = new Option<string>("--model") { HelpName = "NAME", Description = $"The legal behaviour: {names}", Required = true };
        var timeLimit = Inputs.TimeLimit("Seconds after which the check gives up; 60 unless given");
        var command = new Command("history", "Checks whether a recorded history is linearizable, whatever recorded it.")
        {
            file, model, timeLimit,
        };
        command.SetAction(parsed =>
        {
            var chosen = Find(parsed.GetRequiredValue(model));
            string path = parsed.GetRequiredValue(file);
            return Check(path, chosen, parsed.GetValue(timeLimit) ?? TimeLimitDefault, cancel);
        });
        return command;
    }

    private static SequentialModel Find(string name) =>
        SequentialModel.All.FirstOrDefault(model => model.Name == name)
        ?? throw new InputException($"there is no model '{name}'; {Nearest.Hint(name, SequentialModel.All.Select(model => model.Name))}");

    private static int Check(string path, SequentialModel model, TimeSpan timeLimit, CancellationToken cancel)
    {
        var history = HistoryFile.Read(path, model, cancel);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(timeLimit);
        long start = Stopwatch.GetTimestamp();
        var result = new LinearizabilityChecker(model).Check(history.History, new CheckLimit
        {
            BytesMax = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2,
            Cancel = deadline.Token,
            Jobs = Environment.ProcessorCount,
        });
        cancel.ThrowIfCancellationRequested();
        new HistoryReport(Console.Out, model, history).Print(result, Stopwatch.GetElapsedTime(start));
        return result.Verdict switch
        {
            CheckVerdict.Ok => ExitStatus.Passed,
            CheckVerdict.Illegal => ExitStatus.PointsLost,
            _ => ExitStatus.Undecided,
        };
    }
}
