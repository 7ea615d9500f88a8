using Labs.Checking.Search;

namespace Labs.Checking;

/// <summary>
/// Checks histories for linearizability: whether each operation can have taken effect at one instant between its call and its return.
/// </summary>
/// <param name="model">The legal sequential behaviour.</param>
public sealed class LinearizabilityChecker(SequentialModel model)
{
    /// <summary>Checks a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="limit">When to give up; never, unless given.</param>
    /// <returns>The verdict, the same for any number of jobs, and the evidence.</returns>
    /// <exception cref="HistoryException">The model does not know an operation.</exception>
    public CheckResult Check(History history, CheckLimit? limit = null)
    {
        for (int i = 0; i < history.Operations.Count; i++)
        {
            if (model.Objection(history.Operations[i]) is { } objection) throw new HistoryException(objection, i);
        }

        limit ??= CheckLimit.None;
        var search = new SearchLimit(limit);
        var keys = history.ByKey();
        var findings = new KeyFinding[keys.Count];
        // The longest first, so that none is left to one job at the end.
        int[] order = [.. Enumerable.Range(0, keys.Count).OrderByDescending(i => keys[i].Count)];
        if (limit.Jobs == 1 || keys.Count == 1)
        {
            foreach (int i in order) findings[i] = new KeyCheck(model, keys[i], search).Run();
        }
        else
        {
            var jobs = new ParallelOptions { MaxDegreeOfParallelism = limit.Jobs };
            Parallel.ForEach(order, jobs, i => findings[i] = new KeyCheck(model, keys[i], search).Run());
        }

        return Sum(findings);
    }

    private static CheckResult Sum(KeyFinding[] findings)
    {
        Contradiction[] contradictions = [.. findings.Select(finding => finding.Contradiction).OfType<Contradiction>()];
        var outOf = new List<(string Key, string Limit)>();
        foreach (var finding in findings)
        {
            if (finding.OutOf is { } exhausted) outOf.Add((finding.Key, exhausted));
        }

        var verdict = contradictions.Length > 0 ? CheckVerdict.Illegal : outOf.Count > 0 ? CheckVerdict.Unknown : CheckVerdict.Ok;
        return new CheckResult(verdict, contradictions, findings.Sum(finding => finding.States), outOf);
    }
}
