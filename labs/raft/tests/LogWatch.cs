using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>Where the servers can be probed: the properties of the paper's figure 3, and what follows from figure 2 for the commit
/// index.</summary>
/// <remarks>Entries are looked at once, when they come into a log. That logs match is checked by induction: an index and a term
/// always go with the same command and the same term before.</remarks>
internal sealed class LogWatch(IReadOnlyList<RaftServer> servers, Ledger ledger)
{
    private readonly LogMirror[] _mirrors = [.. servers.Select(_ => new LogMirror())];
    private readonly Dictionary<(int Index, int Term), (string Command, int TermBefore)> _entries = [];
    private readonly List<Committed> _committed = [];

    public void Check(RaftServer server, ServerView now)
    {
        var mirror = _mirrors[server.Id];
        if (mirror.Incarnation != server.Node.Incarnation)
        {
            mirror.Incarnation = server.Node.Incarnation;
            mirror.View = null;
            mirror.Clear();
        }

        var before = mirror.View;
        if (before == now)
            return;

        mirror.View = now;
        CheckBounds(server, before, now);
        if (mirror.LastIncluded != now.LastIncluded || mirror.Last != now.LastIndex || before?.LastTerm != now.LastTerm)
            ReadLog(server, mirror, before, now);
        if (now.Role == RaftRole.Leader && (before is not { Role: RaftRole.Leader } || before.Value.Term != now.Term))
            CheckComplete(server, mirror, now.Term);
        if (now.CommitIndex > (before?.CommitIndex ?? 0))
            CheckCommit(server, mirror, before, now);
    }

    private static void CheckBounds(RaftServer server, ServerView? before, ServerView now)
    {
        // The messages below are dear, and seldom needed.
        if (now.CommitIndex >= (before?.CommitIndex ?? 0)
            && now.CommitIndex <= now.LastIndex
            && now.LastApplied <= now.CommitIndex
            && now.LastIndex >= now.LastIncluded
            && now.LastIncluded >= (before?.LastIncluded ?? 0))
        {
            return;
        }

        Expect.Safety(
            now.CommitIndex >= (before?.CommitIndex ?? 0),
            $"the commit index of {server} went back from {before?.CommitIndex} to {now.CommitIndex}; {RaftCluster.See("commit-index")}");
        Expect.Safety(
            now.CommitIndex <= now.LastIndex,
            $"the commit index of {server} is {now.CommitIndex}, and its log ends with index {now.LastIndex}; "
            + RaftCluster.See("commit-index"));
        Expect.Safety(
            now.LastApplied <= now.CommitIndex || now.LastApplied <= now.LastIncluded,
            $"{server} applied index {now.LastApplied}, and its commit index is {now.CommitIndex}; {RaftCluster.See("commit-index")}");
        Expect.Safety(
            now.LastIndex >= now.LastIncluded,
            $"the log of {server} ends with index {now.LastIndex}, and its snapshot covers index {now.LastIncluded}; "
            + RaftCluster.See("snapshots"));
        Expect.Safety(
            now.LastIncluded >= (before?.LastIncluded ?? 0),
            $"the snapshot of {server} went back from index {before?.LastIncluded} to {now.LastIncluded}; {RaftCluster.See("snapshots")}");
    }

    // ---- Entries come and go -------------------------------------------------------------------------------------------------

    private void ReadLog(RaftServer server, LogMirror mirror, ServerView? before, ServerView now)
    {
        // What the snapshot now covers has gone by right; a log that ends before it began anew.
        mirror.DropUpTo(now.LastIncluded);
        var (kept, entries) = server.Node.Inspect<IRaftProbe, (int, List<(int Term, string Command)>)>(probe =>
        {
            var same = Math.Min(mirror.Last, now.LastIndex);
            while (same > now.LastIncluded && probe.TermAt(same) != mirror[same])
                same--;
            var fresh = new List<(int, string)>();
            for (var index = same + 1; index <= now.LastIndex; index++)
                fresh.Add((probe.TermAt(index), Commands.Text(probe.CommandAt(index))));
            return (same, fresh);
        });
        // The probe threw, which has ended the trial.
        if (entries is null)
            return;

        CheckRemoved(server, mirror, before, now, kept);
        mirror.DropAfter(kept);
        foreach (var (term, command) in entries)
        {
            CheckEntry(server, mirror, term, command);
            mirror.Add(term);
        }

        if (now.LastTerm > now.Term)
        {
            Expect.Safety(
                false,
                $"the last entry of {server} is of term {now.LastTerm}, and the server is in term {now.Term}; "
                + RaftCluster.See("log-matching"));
        }
    }

    private void CheckRemoved(RaftServer server, LogMirror mirror, ServerView? before, ServerView now, int kept)
    {
        for (var index = kept + 1; index <= mirror.Last; index++)
        {
            Expect.Safety(
                before is not { Role: RaftRole.Leader } || now.Role != RaftRole.Leader || before.Value.Term != now.Term,
                $"{server} leads in term {now.Term} and removed index {index} from its own log: a leader only appends; "
                + RaftCluster.See("log-matching"));
            // Who has not heard yet of the term in which it was committed may still obey a leader of an older one.
            Expect.Safety(
                index > _committed.Count || _committed[index - 1].Term != mirror[index] || _committed[index - 1].ByTerm > now.Term,
                $"{server} removed index {index} (term {mirror[index]}) from its log, which is committed; "
                + RaftCluster.See("log-matching"));
        }
    }

    private void CheckEntry(RaftServer server, LogMirror mirror, int term, string command)
    {
        var index = mirror.Last + 1;
        var termBefore = index == 1 ? 0 : mirror.Last > mirror.LastIncluded ? mirror[mirror.Last] : -1;
        if (term < termBefore)
        {
            Expect.Safety(
                false,
                $"{server} has term {term} at index {index} of its log, after term {termBefore}: terms only grow along a log; "
                + RaftCluster.See("log-matching"));
        }

        // The entry before the first one after a snapshot can't be seen.
        if (!_entries.TryGetValue((index, term), out var known) || (known.TermBefore < 0 && termBefore >= 0))
            _entries[(index, term)] = (known.Command ?? command, termBefore);
        else if (termBefore >= 0 && known.TermBefore != termBefore)
            Expect.Safety(false, $"{Entry()} comes after term {known.TermBefore} in one log, and after term {termBefore} in {Its()}");
        if (known.Command is { } other && !string.Equals(other, command, StringComparison.Ordinal))
            Expect.Safety(false, $"{Entry()} is {Commands.Show(other)} in one log, and {Commands.Show(command)} in {Its()}");

        string Entry() => $"index {index} of term {term}";
        string Its() => $"that of {server}; {RaftCluster.See("log-matching")}";
    }

    // ---- Commitment ----------------------------------------------------------------------------------------------------------

    private void CheckComplete(RaftServer leader, LogMirror mirror, int term)
    {
        var last = _committed.Count;
        while (last > 0 && _committed[last - 1].ByTerm >= term)
            last--;
        if (last == 0 || mirror.Has(last, _committed[last - 1].Term))
            return;

        var has = last <= mirror.Last ? $"has term {mirror[last]} there" : $"has a log that ends with index {mirror.Last}";
        Expect.Safety(
            false,
            $"{leader} was elected in term {term} and {has}: index {last} (term {_committed[last - 1].Term}) was committed before; "
            + RaftCluster.See("leader-completeness"));
    }

    private void CheckCommit(RaftServer server, LogMirror mirror, ServerView? before, ServerView now)
    {
        if (now.Role == RaftRole.Leader && before is { Role: RaftRole.Leader } && before.Value.Term == now.Term)
        {
            var term = TermOf(mirror, now.CommitIndex);
            if (term != now.Term)
            {
                Expect.Safety(
                    false,
                    $"{server} leads in term {now.Term} and committed up to index {now.CommitIndex}, an entry of term {term}: a leader "
                    + $"counts copies only of entries of its own term; {RaftCluster.See("old-terms")}");
            }
        }

        for (var index = (before?.CommitIndex ?? 0) + 1; index <= now.CommitIndex; index++)
        {
            var term = TermOf(mirror, index);
            if (index > _committed.Count)
                Commit(server, index, term, now.Term);
            else if (index > mirror.LastIncluded && _committed[index - 1].Term != term)
                Disagree(server, index, term);
        }
    }

    // An entry may have been committed, applied and covered by a snapshot in one event.
    private int TermOf(LogMirror mirror, int index) =>
        index > mirror.LastIncluded ? mirror[index] : index <= ledger.Count ? ledger[index].Term : -1;

    private void Commit(RaftServer server, int index, int term, int byTerm)
    {
        if (term != byTerm)
            server.Node.World.Tell($"{server} commits index {index} (term {term}) in term {byTerm}, as the first");
        _committed.Add(new Committed(term, byTerm));
        // A server that is down may have it on its disk, though it was never seen with it.
        var copies = servers.Count(other =>
            !other.Node.IsRunning || _mirrors[other.Id].Incarnation != other.Node.Incarnation || _mirrors[other.Id].Has(index, term));
        if (copies > servers.Count / 2)
            return;

        Expect.Safety(
            false,
            $"{server} committed index {index} (term {term}), of which there are {copies} copies among {servers.Count} servers; "
            + RaftCluster.See("not-committed"));
    }

    private void Disagree(RaftServer server, int index, int term) => Expect.Safety(
        false,
        $"index {index} was committed with term {_committed[index - 1].Term}, and {server} commits it with term {term}; "
        + RaftCluster.See("servers-disagree"));

    private readonly record struct Committed(int Term, int ByTerm);
}
