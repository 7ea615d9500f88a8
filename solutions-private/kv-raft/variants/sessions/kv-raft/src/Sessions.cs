using System.Text.Json;

namespace Labs.KvRaftLab;

/// <summary>The data, and for each clerk the number of its latest request and the answer to that: a request that comes again gets
/// the same answer again.</summary>
internal sealed class Sessions : IStateMachine
{
    private State _state = new([], []);

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command)
    {
        var request = JsonSerializer.Deserialize<Ask>(command.Span)!;
        if (!_state.Latest.TryGetValue(request.Clerk, out var latest) || latest.Number < request.Number)
            _state.Latest[request.Clerk] = latest = Execute(request);
        return JsonSerializer.SerializeToUtf8Bytes(latest);
    }

    public ReadOnlyMemory<byte> Snapshot() => JsonSerializer.SerializeToUtf8Bytes(_state);

    public void Restore(ReadOnlyMemory<byte> snapshot) => _state = JsonSerializer.Deserialize<State>(snapshot.Span)!;

    private Told Execute(Ask request)
    {
        var held = _state.Held.GetValueOrDefault(request.Key) ?? new GetReply(GetStatus.NoKey, "", 0);
        if (request.Value is null)
            return new Told(request.Number, held, PutResult.Ok);
        if (request.Version != held.Version)
            return new Told(request.Number, null, held.Version == 0 ? PutResult.NoKey : PutResult.VersionMismatch);
        _state.Held[request.Key] = new GetReply(GetStatus.Ok, request.Value, held.Version + 1);
        return new Told(request.Number, null, PutResult.Ok);
    }

    private sealed record State(Dictionary<string, GetReply> Held, Dictionary<string, Told> Latest);
}
