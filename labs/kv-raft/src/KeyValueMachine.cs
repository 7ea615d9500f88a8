namespace Labs.KvRaftLab;

/// <summary>The data: keys with values and versions.</summary>
internal sealed class KeyValueMachine : IStateMachine
{
    // TODO(B): what it holds. The same commands must give the same state everywhere.

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command)
    {
        // TODO(B): execute a get or a put. A record becomes bytes by JsonSerializer.SerializeToUtf8Bytes(record), and comes back by
        // JsonSerializer.Deserialize<TheRecord>(bytes.Span).
        throw new NotImplementedException("KeyValueMachine.Apply: part B is not written yet");
    }

    public ReadOnlyMemory<byte> Snapshot()
    {
        // TODO(C): everything that the machine knows. What would go wrong if the versions were not in it?
        throw new NotImplementedException("KeyValueMachine.Snapshot: part C is not written yet");
    }

    public void Restore(ReadOnlyMemory<byte> snapshot)
    {
        // TODO(C): the reverse.
        throw new NotImplementedException("KeyValueMachine.Restore: part C is not written yet");
    }
}
