using System.Text;
using System.Text.RegularExpressions;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>The story of one trial that did not pass, for a reader: what, when, where, and how to see it again.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Result">The trial, run with its events kept.</param>
public sealed partial record FailureReport(string Scenario, TrialResult Result)
{
    private const int ThrowsShown = 10;
    private static readonly string[] Engine = ["at Labs.Simulation.", "at Labs.Testing.", "at Labs.Framework.", "at generatedProxy_"];
    private static readonly string[] Library = ["at System.", "at InvokeStub_"];

    /// <summary>How often the scenario failed, as in '3 of 17 trials failed'; empty for a single run.</summary>
    public string Count { get; init; } = "";

    /// <summary>Lines to paste that run this trial again.</summary>
    public IReadOnlyList<string> Replays { get; init; } = [];

    /// <summary>How many of the last events are shown.</summary>
    public int EventsShown { get; init; } = 40;

    /// <summary>The report; it ends with a line break.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Head(text);
        Section(text, "Where", Frames(Result.Run.Failure?.Details ?? ""));
        var throws = Result.Run.Trace.Where(happened => happened.Kind == "throw").ToList();
        Section(text, "Exceptions that servers threw (one that nothing awaits shows only here)", Tail(throws, ThrowsShown));
        Section(text, "What happened last", Tail(Result.Run.Trace, EventsShown));
        Section(text, "What the submission printed", Lines(Result.Console));
        Section(text, "To see it again", Replays);
        return text.ToString();
    }

    /// <summary>A kind as reports and result files write it: <c>left-simulation</c>.</summary>
    public static string Word(FailureKind kind) => Capital().Replace(kind.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();

    private void Head(StringBuilder text)
    {
        var run = Result.Run;
        string verdict = Result.Verdict switch
        {
            Verdict.Failed when run.Failure is { } failure => $"failed ({Word(failure.Kind)})",
            Verdict.Inconclusive => "is inconclusive, which is never a pass",
            _ => "passed",
        };
        text.Append(Scenario.Replace('_', ' ')).Append(' ').Append(verdict).Append('\n');
        if ((run.Failure?.Reason ?? run.Inconclusive) is { } reason)
            text.Append("  ").AppendJoin("\n  ", Lines(reason)).Append('\n');
        text.Append("  at ").Append(TraceText.Time(run.Failure?.At ?? run.VirtualTime)).Append(" of virtual time, seed ")
            .Append(Seeds.Format(Result.Seed)).Append(", trace ").Append(run.TraceHash.ToString("x16")).Append('\n');
        if (Count.Length > 0)
            text.Append("  ").Append(Count).Append('\n');
    }

    private static List<string> Tail(IReadOnlyList<TraceEvent> events, int count)
    {
        var lines = events.Skip(events.Count - count).Select(TraceText.Line).ToList();
        if (events.Count > count)
            lines.Insert(0, $"... {events.Count - count} earlier");
        return lines;
    }

    /// <summary>Leaves out of a stack trace what is not the submission's: the base library's frames, the engine's, and all that lies
    /// below where the engine called the submission.</summary>
    private static List<string> Frames(string details)
    {
        var kept = new List<string>();
        bool isInside = false;
        bool isBelow = false;
        foreach (string line in Lines(details))
        {
            string frame = line.TrimStart();
            if (!frame.StartsWith("at ", StringComparison.Ordinal))
            {
                isInside = isBelow = false;
                if (!frame.StartsWith("--- End of stack trace from previous location", StringComparison.Ordinal))
                    kept.Add(line);
            }
            else if (Engine.Any(name => frame.StartsWith(name, StringComparison.Ordinal)))
            {
                isBelow |= isInside;
            }
            else if (!isBelow && !Library.Any(name => frame.StartsWith(name, StringComparison.Ordinal)))
            {
                isInside = true;
                kept.Add(line);
            }
        }

        return kept;
    }

    private static string[] Lines(string text) =>
        text.Length == 0 ? [] : [.. text.TrimEnd().Split('\n').Select(line => TraceText.Plain(line.TrimEnd('\r')))];

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.Append('\n').Append(title).Append(":\n");
        foreach (string line in lines)
            text.Append("  ").Append(line).Append('\n');
    }
}
