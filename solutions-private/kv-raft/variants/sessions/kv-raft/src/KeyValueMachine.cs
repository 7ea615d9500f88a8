// Differs from the reference: it knows each clerk's latest request, and gives it the same answer again.
namespace Labs.KvRaftLab;

/// <summary>The data, and for each clerk the number of its latest request and the answer to that: a request that comes again gets
/// the same answer again.</summary>
internal sealed class KeyValueMachine : IStateMachine
{
    private State _state = new([], []);

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command)
    {
        var request = Bytes.To<Request>(command);
        if (!_state.Latest.TryGetValue(request.Clerk, out var latest) || latest.Number < request.Number)
            _state.Latest[request.Clerk] = latest = new Answered(request.Number, Execute(request));
        return Bytes.Of(latest.Reply);
    }

    public ReadOnlyMemory<byte> Snapshot() => Bytes.Of(_state);

    public void Restore(ReadOnlyMemory<byte> snapshot) => _state = Bytes.To<State>(snapshot);

    private Reply Execute(Request request)
    {
        _state.Held.TryGetValue(request.Key, out var held);
        if (request.Value is not { } value)
            return held is null ? new Reply(Outcome.NoKey) : new Reply(Outcome.Done, held.Value, held.Version);
        if (request.Version != (held?.Version ?? 0))
            return new Reply(held is null ? Outcome.NoKey : Outcome.OtherVersion);
        _state.Held[request.Key] = new VersionedValue(value, request.Version + 1);
        return new Reply(Outcome.Done);
    }

    private sealed record State(Dictionary<string, VersionedValue> Held, Dictionary<string, Answered> Latest);

    private sealed record Answered(int Number, Reply Reply);
}
