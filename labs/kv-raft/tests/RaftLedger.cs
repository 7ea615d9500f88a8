using Labs.RaftLab;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>What the group's Rafts have applied: at each index the entry that was applied there first, by whomever.</summary>
/// <remarks>What breaks here is a bug of the submission's Raft, and not of what it runs on; its own lab says much more about it.</remarks>
internal sealed class RaftLedger
{
    private readonly List<(int Term, byte[] Command, Server By)> _entries = [];

    /// <summary>The last index that any Raft has applied.</summary>
    public int Count => _entries.Count;

    /// <summary>What one life of a server has applied.</summary>
    public IRaftHost Watch(Server server) => new Life(this, server);

    private void Apply(Server server, ApplyMessage message)
    {
        var command = message.Command.ToArray();
        if (message.Index > Count)
        {
            _entries.Add((message.Term, command, server));
            return;
        }

        var first = _entries[message.Index - 1];
        if (first.Term == message.Term && first.Command.AsSpan().SequenceEqual(command))
            return;
        Expect.Safety(
            false,
            $"the Raft of {first.By} applied at index {message.Index} an entry of term {first.Term}, and that of {server} another one, of "
            + $"term {message.Term}; {Cluster.See("the-raft-below")}");
    }

    private sealed class Life(RaftLedger ledger, Server server) : IRaftHost
    {
        private int _last;

        public void Apply(ApplyMessage message)
        {
            var before = _last;
            _last = message.Index;
            if (before + 1 != message.Index)
            {
                Expect.Safety(
                    false, $"the Raft of {server} applied index {message.Index} after index {before}; {Cluster.See("the-raft-below")}");
            }

            ledger.Apply(server, message);
        }

        public void ApplySnapshot(SnapshotMessage message)
        {
            Expect.Safety(
                message.LastIncludedIndex >= _last && message.LastIncludedIndex <= ledger.Count,
                $"the Raft of {server} applied a snapshot up to index {message.LastIncludedIndex} after index {_last}, and index "
                + $"{ledger.Count} is the last that was ever applied; {Cluster.See("the-raft-below")}");
            _last = message.LastIncludedIndex;
        }
    }
}
