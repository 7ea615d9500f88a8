using Labs.Framework;

namespace Labs.PaxosLab;

/// <content>The proposer (2.2, 2.3, 2.4): it gets some value chosen, its own or one that may have been chosen already.</content>
public sealed partial class Paxos
{
    // Twenty round trips of a bad network. Whoever waits for a lost message without being told waits as long.
    private static readonly TimeSpan CallTimeout = 1.Seconds();

    private static readonly TimeSpan BackOffLeast = 10.Milliseconds();
    private static readonly TimeSpan BackOffMost = 320.Milliseconds();

    private readonly HashSet<int> _proposing = [];

    // The highest ballot of which a refusal told.
    private long _highestSeen;

    private async Task ProposeAsync(int sequence, string own)
    {
        for (var backOff = BackOffLeast; IsOpen(sequence);)
        {
            await TryAsync(sequence, own);
            if (!IsOpen(sequence))
                break;
            // Proposers that wait for equal times meet again (2.4); randomness lets one of them be first.
            await _node.Delay(_node.Random.Between(TimeSpan.Zero, backOff));
            backOff = backOff >= BackOffMost ? BackOffMost : 2 * backOff;
        }

        _proposing.Remove(sequence);
    }

    /// <summary>One ballot: both phases (2.2).</summary>
    private async Task TryAsync(int sequence, string own)
    {
        var ballot = NextBallot(sequence);
        var promises = await AskAsync(new Prepare(sequence, ballot, Mark), OnPrepare);
        if (promises is null || !IsOpen(sequence))
            return;

        // A value that a majority may have accepted already is among the promises, and the one with the highest ballot is it (P2c).
        var value = promises.Select(promise => promise.Accepted).MaxBy(accepted => accepted?.Ballot ?? 0)?.Value ?? own;
        if (await AskAsync(new Accept(sequence, ballot, value, Mark), OnAccept) is null || !IsOpen(sequence))
            return;

        Learn(sequence, value);
        foreach (var peer in _node.Others)
            _node.Start(() => CallAsync(peer, new Decided(sequence, value, Mark)));
    }

    // Ballots of two servers differ in their remainder. This one's last is in its own promise, which outlives a crash: none is used twice.
    private long NextBallot(int sequence)
    {
        var highest = Math.Max(_highestSeen, Get(sequence).Promised);
        return (((highest / _node.GroupSize) + 1) * _node.GroupSize) + _node.Id;
    }

    /// <summary>Asks every acceptor, this server's own first, until a majority has agreed or can't any more.</summary>
    /// <returns>The answers of a majority that agrees; <see langword="null"/> where there is none.</returns>
    private async Task<IReadOnlyList<TReply>?> AskAsync<TRequest, TReply>(TRequest request, Func<TRequest, TReply> askSelf)
        where TRequest : IRequest<TReply>
        where TReply : class, IReply
    {
        List<TReply> agreed = [];
        var own = askSelf(request);
        if (own.IsAgreed)
            agreed.Add(own);
        var waiting = _node.Others.Select(peer => CallAsync(peer, request)).ToList();
        while (agreed.Count < _node.Majority && agreed.Count + waiting.Count >= _node.Majority)
        {
            var answered = await Task.WhenAny(waiting);
            waiting.Remove(answered);
            if (await answered is { IsAgreed: true } reply)
                agreed.Add(reply);
        }

        return agreed.Count >= _node.Majority ? agreed : null;
    }

    private async Task<TReply?> CallAsync<TReply>(IPeer peer, IRequest<TReply> request)
        where TReply : class, IReply
    {
        var reply = await peer.CallAsync(request, CallTimeout);
        if (reply is null)
            return null;

        Hear(reply.Done);
        _highestSeen = Math.Max(_highestSeen, reply.Promised);
        if (reply is PrepareReply { Decided: { } decided })
            Learn(decided.Sequence, decided.Value);
        return reply;
    }
}
