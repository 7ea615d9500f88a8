using Labs.Checking;
using Labs.Grader.Histories;
using Labs.Reporting;

namespace Labs.Grader.Output;

/// <summary>Prints what a check found: the verdict in a line, then the evidence.</summary>
internal sealed class HistoryReport(TextWriter writer, SequentialModel model, HistoryFile file)
{
    private const int KeysMax = 5;

    /// <summary>Prints it.</summary>
    public void Print(CheckResult result, TimeSpan time)
    {
        string work = $"{result.States:N0} configurations in {time.TotalSeconds:N3} s";
        int keys = file.History.Operations.Select(operation => operation.Key).Distinct().Count();
        string history = $"{Count(file.History.Operations.Count, "operation")} on {Count(keys, "key")}";
        string illegal = Count(result.Contradictions.Count, "key");
        writer.WriteLine(result.Verdict switch
        {
            CheckVerdict.Ok => $"OK: {history}, linearizable as {model.Name}; {work}.",
            CheckVerdict.Illegal => $"ILLEGAL: {history}, not linearizable as {model.Name}: {illegal} without a legal order; {work}.",
            _ => $"UNKNOWN: {history}, undecided as {model.Name}; {work}.",
        });
        foreach (var contradiction in result.Contradictions.Take(KeysMax))
        {
            foreach (string line in contradiction.Tell(place: operation => $"line {file.Line(operation)}: ")) writer.WriteLine(line);
        }

        if (result.Contradictions.Count > KeysMax) writer.WriteLine($"So it is with {result.Contradictions.Count - KeysMax:N0} more keys.");
        foreach (var (key, limit) in result.OutOf.Take(KeysMax)) writer.WriteLine($"Key \"{PlainText.Line(key)}\": out of {limit}.");
        if (result.OutOf.Count > KeysMax) writer.WriteLine($"So it is with {result.OutOf.Count - KeysMax:N0} more keys.");
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count:N0} {noun}s";
}
