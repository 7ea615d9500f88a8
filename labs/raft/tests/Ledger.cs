using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <summary>What the group has agreed on, as the services above it saw it: at each index the entry that was applied there first,
/// by whomever. It never forgets, so whatever is lost or changed later, across any number of restarts, is noticed.</summary>
/// <remarks>Every command is proposed once, to one server, so it may be applied at one index only.</remarks>
internal sealed class Ledger
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<string, Proposal?> _proposed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _appliedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Index, int Term), string> _promised = [];
    private readonly Dictionary<(RaftServer Server, int Incarnation, int Term), int> _lastPromised = [];

    /// <summary>The last index that anybody has applied.</summary>
    public int Count => _entries.Count;

    /// <summary>How many entries have a <see cref="LedgerEntry.CommittedBy"/>, or will never have one.</summary>
    public int Dated { get; private set; }

    public LedgerEntry this[int index] => _entries[index - 1];

    // ---- Proposals -----------------------------------------------------------------------------------------------------------

    /// <summary>A command that nobody has seen before is about to be proposed.</summary>
    public void Offer(string command) => _proposed.Add(command, null);

    /// <summary>A server has answered a proposal; runs in the same event.</summary>
    public void Answer(RaftServer server, string command, Proposal? answer, RaftStatus status)
    {
        if (answer is not { } promise)
        {
            Expect.Safety(
                !status.IsLeader,
                $"{server} leads in term {status.Term}, and its Propose returned null; {RaftCluster.See("proposals")}");
            return;
        }

        var (index, term) = promise;
        if (status != new RaftStatus(term, IsLeader: true))
        {
            Expect.Safety(
                false,
                $"Propose of {server} returned index {index} of term {term}, while its status was {status}; "
                + RaftCluster.See("proposals"));
        }

        if (!_promised.TryAdd((index, term), command))
        {
            Expect.Safety(
                false,
                $"index {index} of term {term} was promised to {Commands.Show(_promised[(index, term)])} and by {server} to "
                + $"{Commands.Show(command)}; {RaftCluster.See("proposals")}");
        }

        _proposed[command] = promise;
        CheckNext(server, promise);
        CheckComplete(server, promise);
        if (_appliedAt.TryGetValue(command, out var place))
            CheckPlace(this[place].By, command, place, this[place].Term);
    }

    private void CheckNext(RaftServer server, Proposal promise)
    {
        var key = (server, server.Node.Incarnation, promise.Term);
        if (_lastPromised.TryGetValue(key, out var last) && promise.Index != last + 1)
        {
            Expect.Safety(
                false,
                $"Propose of {server} returned index {last} of term {promise.Term}, and next index {promise.Index}; "
                + RaftCluster.See("proposals"));
        }

        _lastPromised[key] = promise.Index;
    }

    // A leader has every entry that was committed in an earlier term (5.4), so it proposes beyond them.
    private void CheckComplete(RaftServer leader, Proposal promise)
    {
        var last = Count;
        while (last > 0 && this[last].CommittedBy >= promise.Term)
            last--;
        if (promise.Index > last)
            return;

        Expect.Safety(
            false,
            $"{leader} leads in term {promise.Term} and proposes at index {promise.Index}, where {this[promise.Index].By} applied "
            + $"{Commands.Show(this[promise.Index].Command)} before term {promise.Term} began: the leader lacks it; "
            + RaftCluster.See("leader-completeness"));
    }

    // ---- What is applied -----------------------------------------------------------------------------------------------------

    /// <summary>A service has applied an entry. It has applied all before, so that the index is at most one beyond the last.</summary>
    public void Apply(RaftServer server, int index, int term, string command)
    {
        if (index <= Count)
        {
            var first = this[index];
            if (first.Term != term || !string.Equals(first.Command, command, StringComparison.Ordinal))
            {
                Expect.Safety(
                    false,
                    $"index {index}: {first.By} applied {Commands.Show(first.Command)} (term {first.Term}), {server} applied "
                    + $"{Commands.Show(command)} (term {term}); {RaftCluster.See("servers-disagree")}");
            }

            return;
        }

        server.Node.World.Tell($"{server} is the first to apply index {index}: {Commands.Show(command)} (term {term})");
        CheckOrigin(server, command, index, term);
        var before = Count == 0 ? 0 : this[Count].State;
        _entries.Add(new LedgerEntry(term, command, server, ServiceState.After(before, term, command)));
    }

    /// <summary>A service was given a snapshot.</summary>
    public void ApplySnapshot(RaftServer server, SnapshotMessage message)
    {
        var (index, term, snapshot) = message;
        Expect.Safety(
            index >= 1 && index <= Count,
            $"{server} applied a snapshot up to index {index}, and index {Count} is the last that was ever applied; "
            + RaftCluster.See("snapshots"));
        Expect.Safety(
            term == this[index].Term,
            $"{server} applied a snapshot up to index {index} with term {term}, and {this[index].By} applied that index with term "
            + $"{this[index].Term}; {RaftCluster.See("snapshots")}");
        Expect.Safety(
            ServiceState.Snapshot(index, this[index].State, snapshot.Length).Span.SequenceEqual(snapshot.Span),
            $"{server} applied a snapshot up to index {index} whose {snapshot.Length} bytes are not those that a service made at "
            + $"that index; {RaftCluster.See("snapshots")}");
    }

    /// <summary>Says in which term the newest entries were known to be committed: that of a server that has just applied them.</summary>
    /// <param name="term">The term; <see langword="null"/> where the server died meanwhile.</param>
    public void Date(int? term)
    {
        for (; Dated < Count; Dated++)
            this[Dated + 1].CommittedBy = term ?? int.MaxValue;
    }

    private void CheckOrigin(RaftServer server, string command, int index, int term)
    {
        if (!_proposed.ContainsKey(command))
        {
            Expect.Safety(
                false,
                $"{server} applied {Commands.Show(command)} at index {index} (term {term}), which nobody proposed; "
                + RaftCluster.See("never-proposed"));
        }

        if (!_appliedAt.TryAdd(command, index))
        {
            Expect.Safety(
                false,
                $"{Commands.Show(command)} was proposed once and applied twice: at index {_appliedAt[command]}, and by {server} at "
                + $"index {index}; {RaftCluster.See("never-proposed")}");
        }

        if (_promised.TryGetValue((index, term), out var promised) && !string.Equals(promised, command, StringComparison.Ordinal))
        {
            Expect.Safety(
                false,
                $"index {index} of term {term} was promised to {Commands.Show(promised)}, and {server} applied "
                + $"{Commands.Show(command)} there; {RaftCluster.See("never-proposed")}");
        }

        CheckPlace(server, command, index, term);
    }

    private void CheckPlace(RaftServer server, string command, int index, int term)
    {
        if (_proposed[command] is not { } promise || promise == new Proposal(index, term))
            return;

        Expect.Safety(
            false,
            $"Propose promised index {promise.Index} of term {promise.Term} to {Commands.Show(command)}, and {server} applied it at "
            + $"index {index} (term {term}); {RaftCluster.See("never-proposed")}");
    }
}
