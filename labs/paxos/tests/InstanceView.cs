namespace Labs.PaxosLab.Tests;

/// <summary>What is seen of an instance on a server at a moment; the ballots only where there is a probe.</summary>
internal readonly record struct InstanceView(
    int Sequence, PaxosStatus Status, bool IsProbed, long Promised, long Accepted, string? Value)
{
    /// <summary>Looks.</summary>
    public static InstanceView Of(IPaxos paxos, int sequence) => paxos is IPaxosProbe probe
        ? new(
            sequence,
            paxos.Status(sequence),
            true,
            probe.PromisedBallot(sequence),
            probe.AcceptedBallot(sequence),
            probe.AcceptedValue(sequence))
        : new(sequence, paxos.Status(sequence), false, 0, 0, null);
}
