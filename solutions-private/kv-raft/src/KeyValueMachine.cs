namespace Labs.KvRaftLab;

/// <summary>The data: keys with values and versions.</summary>
/// <remarks>The version makes requests that come twice harmless. A put that was done has raised the version, so that it is not done
/// again; nothing else need be remembered of a client, and nothing else need go into a snapshot.</remarks>
internal sealed class KeyValueMachine : IStateMachine
{
    private Dictionary<string, VersionedValue> _values = [];

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command)
    {
        var request = Bytes.To<Request>(command);
        return Bytes.Of(request.Value is { } value ? Put(request.Key, value, request.Version) : Get(request.Key));
    }

    public ReadOnlyMemory<byte> Snapshot() => Bytes.Of(_values);

    public void Restore(ReadOnlyMemory<byte> snapshot) => _values = Bytes.To<Dictionary<string, VersionedValue>>(snapshot);

    private Reply Get(string key) =>
        _values.TryGetValue(key, out var held) ? new Reply(Outcome.Done, held.Value, held.Version) : new Reply(Outcome.NoKey);

    private Reply Put(string key, string value, long version)
    {
        var present = _values.TryGetValue(key, out var held) ? held.Version : 0;
        if (present != version)
            return new Reply(present == 0 ? Outcome.NoKey : Outcome.OtherVersion);

        _values[key] = new VersionedValue(value, version + 1);
        return new Reply(Outcome.Done);
    }
}
