namespace Labs.PaxosLab.Tests;

/// <summary>Stands between a student's service and a student's Paxos, and writes down what the one asks of the other.</summary>
internal sealed class PaxosSpy(PaxosServer server, IPaxos paxos, Ledger ledger) : IPaxos
{
    public int Max => paxos.Max;

    public int Min => paxos.Min;

    public void Start(int sequence, string value)
    {
        ledger.Propose(sequence, value);
        paxos.Start(sequence, value);
    }

    public PaxosStatus Status(int sequence) => paxos.Status(sequence);

    public void Done(int sequence, ReadOnlyMemory<byte> snapshot = default)
    {
        ledger.SayDone(server, sequence);
        paxos.Done(sequence, snapshot);
    }
}
