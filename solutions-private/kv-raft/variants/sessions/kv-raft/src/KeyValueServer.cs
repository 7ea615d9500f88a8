using System.Text.Json;
using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>One server of the key/value service.</summary>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly IReplicatedStateMachine _sessions;

    /// <summary>Starts a server.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _sessions = new ReplicatedStateMachine(node, new Sessions(), startRaft, logLimit);
        node.Handle((Ask ask) => AnswerAsync(ask));
    }

    private async Task<Answer> AnswerAsync(Ask ask)
    {
        var told = await _sessions.SubmitAsync(JsonSerializer.SerializeToUtf8Bytes(ask));
        return new Answer(told is { } bytes ? JsonSerializer.Deserialize<Told>(bytes.Span) : null);
    }
}
