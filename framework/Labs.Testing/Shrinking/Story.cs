using Labs.Simulation;

namespace Labs.Testing;

/// <summary>Tells a run in plain sentences, by time: what went wrong in its world, what clients did, what the suite has to tell, and
/// at last the failure.</summary>
public static class Story
{
    private const int SentencesMost = 40;
    private const int SentencesFirst = 10;

    // Whose end is worth a sentence only where their beginning had one.
    private static readonly Dictionary<string, string[]> Ends = new()
    {
        ["join"] = ["cut", "isolate", "partition"],
        ["heal"] = ["cut", "isolate", "partition", "latency"],
        ["resume"] = ["pause"],
        ["drift"] = ["drift"],
    };

    /// <summary>The sentences, each with its virtual time, numbered.</summary>
    /// <param name="run">A run that had a schedule and kept its events.</param>
    public static IReadOnlyList<string> Of(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var told = Tell(run).ToList();
        string end = run.Failure?.Reason ?? run.Inconclusive ?? "nothing failed";
        told.Add((run.Failure?.At ?? run.VirtualTime, end));
        int left = told.Count - SentencesMost;
        return
        [
            .. told.Select((sentence, i) => $"{i + 1,3}. {TraceText.Time(sentence.At)}  {TraceText.Plain(sentence.Text)}")
                .Where((_, i) => left <= 0 || i < SentencesFirst || i >= SentencesFirst + left)
                .SelectMany((line, i) => left > 0 && i == SentencesFirst ? [$"     ... {left} more", line] : new[] { line }),
        ];
    }

    /// <summary>What holds all along the run, and so comes before its sentences.</summary>
    public static IReadOnlyList<string> Lasting(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Deviations.Where(deviation => DeviationKinds.IsLasting(deviation.Key)).Select(deviation => deviation.Text)];
    }

    // Deviations come in the order of the trace, which has them too. The beginning of a long trace may be dropped.
    private static IEnumerable<(TimeSpan At, string Text)> Tell(RunResult run)
    {
        var inForce = new HashSet<string>();
        var ahead = new Queue<Deviation>(run.Deviations);
        for (int dropped = run.Deviations.Count - run.Trace.Count(happened => happened.Kind == "deviates"); dropped > 0; dropped--)
        {
            if (Begin() is { } sentence)
                yield return sentence;
        }

        foreach (var happened in run.Trace)
        {
            var sentence = happened.Kind == "deviates" ? Begin() : Sentence(happened) is { } text ? (happened.At, text) : null;
            if (sentence is { } told && IsWorthIt(happened.Kind))
                yield return told;
        }

        (TimeSpan At, string Text)? Begin()
        {
            var deviation = ahead.Dequeue();
            inForce.Add(DeviationKinds.Of(deviation.Key));
            return DeviationKinds.IsLasting(deviation.Key) ? null : (deviation.At, deviation.Text);
        }

        bool IsWorthIt(string kind) =>
            !Ends.TryGetValue(kind, out string[]? beginnings) || inForce.RemoveWhere(beginnings.Contains) > 0;
    }

    private static string? Sentence(TraceEvent happened) => happened.Kind switch
    {
        "story" => happened.Text,
        "start" when happened.Text.Length > 0 => $"{happened.Node} starts again, on what was saved",
        "crash" when happened.Text.Length > 0 => $"{happened.Node} crashes {happened.Text}",
        "resume" => $"{happened.Node} goes on",
        "join" => $"{happened.Node} is joined again: {happened.Text}",
        "heal" => "every link is joined again",
        "drift" when happened.Text.StartsWith("0 ", StringComparison.Ordinal) => $"the clock of {happened.Node} runs true again",
        _ => null,
    };
}
