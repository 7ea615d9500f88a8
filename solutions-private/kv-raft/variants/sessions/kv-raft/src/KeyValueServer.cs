using Labs.Framework;
using Labs.RaftLab;

namespace Labs.KvRaftLab;

/// <summary>One server of the key/value service: it passes requests on to the group, and the group's answers back.</summary>
/// <remarks>Gets too go through the log. This server's own copy may be old: it does not know whether it still leads, but who has a
/// command committed does.</remarks>
public sealed class KeyValueServer : IKeyValueServer
{
    private readonly ReplicatedStateMachine _group;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public KeyValueServer(INode node, Func<IRaftHost, IRaft> startRaft, long logLimit)
    {
        _group = new ReplicatedStateMachine(node, new KeyValueMachine(), startRaft, logLimit);
        node.Handle((Request request) => AnswerAsync(request));
    }

    private async Task<Reply> AnswerAsync(Request request)
    {
        var answer = await _group.SubmitAsync(Bytes.Of(request));
        return answer is { } bytes ? Bytes.To<Reply>(bytes) : new Reply(Outcome.NotLeader);
    }
}
