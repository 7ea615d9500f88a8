// Differs from the reference: it sends again soon, and goes on listening to all that it has sent.
using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A clerk that sends again soon, and goes on listening to all that it has sent: the first answer counts.</summary>
public sealed class Clerk : IClerk
{
    private static readonly TimeSpan Patience = 400.Milliseconds();

    private readonly INode _node;
    private readonly IPeer _server;

    /// <summary>Makes a clerk on a client's node.</summary>
    public Clerk(INode node, string serverAddress) => (_node, _server) = (node, node.Connect(serverAddress));

    /// <inheritdoc/>
    public async Task<GetReply> GetAsync(string key) => (await AskAsync(new GetRequest(key))).Reply;

    /// <inheritdoc/>
    public async Task<PutResult> PutAsync(string key, string value, long version)
    {
        var (reply, sent) = await AskAsync(new PutRequest(key, value, version));
        return reply.Result == PutResult.VersionMismatch && sent > 1 ? PutResult.Maybe : reply.Result;
    }

    private async Task<(TReply Reply, int Sent)> AskAsync<TReply>(IRequest<TReply> request)
        where TReply : class
    {
        var answer = new TaskCompletionSource<TReply>();
        for (var sent = 1; ; sent++)
        {
            _node.Start(() => SendAsync(request, answer));
            await Task.WhenAny(answer.Task, _node.Delay(Patience));
            if (answer.Task.IsCompleted)
                return (await answer.Task, sent);
        }
    }

    private async Task SendAsync<TReply>(IRequest<TReply> request, TaskCompletionSource<TReply> answer)
        where TReply : class
    {
        if (await _server.CallAsync(request) is { } reply)
            answer.TrySetResult(reply);
    }
}
