using Labs.Simulation;
using Labs.Testing;

namespace Labs.PaxosLab.Tests;

/// <summary>Looks at every server of a group after each event in which its code ran.</summary>
/// <remarks>What a service could see is always watched; what a probe shows, where there is one.</remarks>
internal sealed class Watch
{
    private readonly IReadOnlyList<PaxosServer> _servers;
    private readonly Ledger _ledger;
    private readonly AcceptorWatch _acceptors;
    private readonly ServerMemory[] _memory;
    private readonly bool _isSequence;

    /// <param name="world">Where they live.</param>
    /// <param name="servers">The group.</param>
    /// <param name="ledger">What it was asked for.</param>
    /// <param name="isSequence">Whether Min is written already: part B and later.</param>
    public Watch(World world, IReadOnlyList<PaxosServer> servers, Ledger ledger, bool isSequence)
    {
        (_servers, _ledger, _isSequence) = (servers, ledger, isSequence);
        _acceptors = new AcceptorWatch(servers);
        _memory = [.. servers.Select(_ => new ServerMemory())];
        world.AddInvariant(Check);
    }

    private void Check()
    {
        foreach (var server in _servers)
        {
            var memory = _memory[server.Id];
            if (memory.Turns == server.Node.Turns)
                continue;

            memory.Turns = server.Node.Turns;
            if (server.Node.IsRunning && server.Paxos is not null)
                Check(server, memory);
        }
    }

    private void Check(PaxosServer server, ServerMemory memory)
    {
        memory.Live(server.Node.Incarnation);
        var sequences = memory.Look(_ledger.ByBeginning);
        var (min, views) = server.Look(paxos => (
            _isSequence ? paxos.Min : 0, sequences.Select(sequence => InstanceView.Of(paxos, sequence)).ToList()));
        if (views is null)
            return;

        if (_isSequence)
            CheckMin(server, memory, min);
        foreach (var view in views)
            Check(server, memory, view, min);
        _acceptors.Look(server);
    }

    private void CheckMin(PaxosServer server, ServerMemory memory, int min)
    {
        Expect.Safety(
            min >= memory.Min, $"Min of {server} went back from {memory.Min} to {min}; {Cluster.See("min")}");
        var most = _ledger.MinMost(_servers.Count);
        Expect.Safety(
            min <= most || server.Node.World.IsFaultLeftOut,
            $"Min of {server} is {min}, and by what all servers' services have said it is {most} at most; {Cluster.See("min")}");
        memory.Min = min;
    }

    private void Check(PaxosServer server, ServerMemory memory, InstanceView view, int min)
    {
        var (sequence, status) = (view.Sequence, view.Status);
        var isForgotten = status.Fate == Fate.Forgotten;
        Expect.Safety(
            isForgotten == sequence < min,
            $"{server} says that instance {sequence} is {status.Fate}, and its Min is {min}; {Cluster.See("forgotten")}");
        if (isForgotten)
        {
            memory.Settle(sequence);
            return;
        }

        _acceptors.Check(server, view);
        if (status.Fate == Fate.Decided)
        {
            _ledger.Decide(server, sequence, status.Value);
            if (memory.Decide(sequence))
                _acceptors.CheckDecided(server, view);
            return;
        }

        Expect.Safety(
            !memory.HasDecided(sequence),
            $"{server} knew what was decided in instance {sequence}, and no longer does; {Cluster.See("decision-lost")}");
    }
}
