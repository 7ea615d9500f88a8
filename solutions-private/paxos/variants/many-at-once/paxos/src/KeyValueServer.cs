// Differs from the reference: each request takes the next free instance, many at once, and holes are filled after a while.
using System.Text.Json;
using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>One server of the key/value service: each instance of Paxos is one operation, and all servers execute them in turn.</summary>
/// <remarks>Gets too are agreed on: this server's own copy may be old.</remarks>
public sealed class KeyValueServer : IKeyValueServer
{
    // So many looks without a decision, and somebody has begun the next instance and may be dead.
    private const int LooksAtAHole = 8;

    private static readonly TimeSpan Look = 5.Milliseconds();
    private static readonly TimeSpan DoneEvery = 200.Milliseconds();
    private static readonly Request Nothing = new(0, 0, Operation.None);

    private readonly INode _node;
    private readonly IPaxos _paxos;
    private KeyValueState _state;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public KeyValueServer(INode node, IPaxos paxos)
    {
        (_node, _paxos) = (node, paxos);
        var snapshot = node.Persister.Snapshot;
        _state = snapshot.IsEmpty ? new(-1, [], []) : JsonSerializer.Deserialize<KeyValueState>(snapshot.Span)!;
        node.Handle((Request request) => ExecuteAsync(request));
        node.Start(ExecuteAllAsync);
        node.Every(DoneEvery, () => _paxos.Done(_state.Applied, JsonSerializer.SerializeToUtf8Bytes(_state)));
    }

    /// <summary>Proposes the request for one free instance after the other until it was executed, through this or another.</summary>
    private async Task<Reply> ExecuteAsync(Request request)
    {
        while (!IsExecuted(request))
        {
            var sequence = Math.Max(_paxos.Max, _state.Applied) + 1;
            _paxos.Start(sequence, JsonSerializer.Serialize(request));
            while (_state.Applied < sequence && !IsExecuted(request))
                await _node.Delay(Look);
        }

        return _state.Sessions[request.Client].Reply;
    }

    private async Task ExecuteAllAsync()
    {
        for (var looks = 1; ; looks++)
        {
            while (_paxos.Status(_state.Applied + 1) is { Fate: Fate.Decided, Value: { } value })
            {
                Execute(JsonSerializer.Deserialize<Request>(value)!);
                looks = 1;
            }

            if (looks % LooksAtAHole == 0 && _state.Applied < _paxos.Max)
                _paxos.Start(_state.Applied + 1, JsonSerializer.Serialize(Nothing));
            await _node.Delay(Look);
        }
    }

    private void Execute(Request request)
    {
        _state = _state with { Applied = _state.Applied + 1 };
        // Two servers may have had the same request agreed on, for a clerk that asked both.
        if (request.Operation == Operation.None || IsExecuted(request))
            return;

        var value = _state.Values.GetValueOrDefault(request.Key, "");
        if (request.Operation == Operation.Put)
            _state.Values[request.Key] = request.Value;
        else if (request.Operation == Operation.Append)
            _state.Values[request.Key] = value + request.Value;
        _state.Sessions[request.Client] = new Session(request.Number, new Reply(request.Operation == Operation.Get ? value : ""));
    }

    private bool IsExecuted(Request request) =>
        _state.Sessions.TryGetValue(request.Client, out var session) && session.Number >= request.Number;
}
