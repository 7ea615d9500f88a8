using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>What the machine of a server does in one life of it.</summary>
internal sealed class MachineLife(MachineLedger ledger, Server server) : IMachineWatch
{
    /// <summary>How many commands its state holds.</summary>
    public int Count { get; private set; }

    public void Applied(int position, string command)
    {
        ledger.Execute(server, position, command);
        Count = position;
    }

    public void Restored(string snapshot)
    {
        var isNumber = int.TryParse(snapshot.Split(' ')[0], out var count);
        ledger.CheckSnapshot(server, isNumber ? count : 0, snapshot);
        Expect.Safety(
            count >= Count,
            $"the machine of {server} had executed {Count} commands and was given a snapshot of {count}; {Cluster.See("snapshots")}");
        Count = count;
    }
}
