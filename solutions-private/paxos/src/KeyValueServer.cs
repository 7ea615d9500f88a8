using System.Text.Json;
using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>One server of the key/value service: each instance of Paxos is one operation, and all servers execute them in turn.</summary>
/// <remarks>Gets too are agreed on: this server's own copy may be old.</remarks>
public sealed class KeyValueServer : IKeyValueServer
{
    // So many operations are kept in Paxos before they give way to a snapshot.
    private const int SnapshotEvery = 8;

    private static readonly TimeSpan CatchUpEvery = 100.Milliseconds();
    private static readonly TimeSpan LookLeast = 1.Milliseconds();
    private static readonly TimeSpan LookMost = 20.Milliseconds();
    private static readonly Request Nothing = new(0, 0, Operation.None);

    private readonly INode _node;
    private readonly IPaxos _paxos;
    private readonly AsyncLock _executing = new();
    private KeyValueState _state;

    // The highest instance that was begun when this server last looked.
    private int _overdue = -1;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public KeyValueServer(INode node, IPaxos paxos)
    {
        (_node, _paxos) = (node, paxos);
        var snapshot = node.Persister.Snapshot;
        _state = snapshot.IsEmpty ? new(-1, [], []) : JsonSerializer.Deserialize<KeyValueState>(snapshot.Span)!;
        node.Handle((Request request) => ExecuteAsync(request));
        node.Every(CatchUpEvery, CatchUpAsync);
    }

    /// <summary>Takes part in instance after instance until the request was the value of one, here or earlier.</summary>
    private async Task<Reply> ExecuteAsync(Request request)
    {
        using (await _executing.EnterAsync())
        {
            while (!IsExecuted(request))
                await AgreeAsync(request);
            return _state.Sessions[request.Client].Reply;
        }
    }

    // Whoever is not asked must learn all the same: nobody forgets what one server still needs. But what was begun since the last time is
    // left to its proposers: a server that always proposed nothing could keep them from being chosen for ever.
    private async Task CatchUpAsync()
    {
        using (await _executing.EnterAsync())
        {
            while (_state.Applied < _overdue || _paxos.Status(_state.Applied + 1).Fate == Fate.Decided)
                await AgreeAsync(Nothing);
            _overdue = _paxos.Max;
            SayDone();
        }
    }

    /// <summary>Has the next instance decided, whatever its value, and executes that.</summary>
    private async Task AgreeAsync(Request proposal)
    {
        var sequence = _state.Applied + 1;
        _paxos.Start(sequence, JsonSerializer.Serialize(proposal));
        var status = _paxos.Status(sequence);
        for (var pause = LookLeast; status.Fate != Fate.Decided; status = _paxos.Status(sequence))
        {
            await _node.Delay(pause);
            pause = pause >= LookMost ? LookMost : 2 * pause;
        }

        Execute(JsonSerializer.Deserialize<Request>(status.Value!)!);
        if (_state.Applied % SnapshotEvery == SnapshotEvery - 1)
            SayDone();
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

    private void SayDone() => _paxos.Done(_state.Applied, JsonSerializer.SerializeToUtf8Bytes(_state));
}
