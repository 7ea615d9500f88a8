using System.Collections.Immutable;
using Labs.Framework;

namespace Student;

public sealed record Entry(int Term, ReadOnlyMemory<byte> Command);
public sealed record RequestVote(int Term, int Candidate, int LastIndex, int LastTerm) : IRequest<RequestVoteReply>;
public sealed record RequestVoteReply(int Term, bool Granted);
public sealed record AppendEntries(int Term, int Leader, ImmutableArray<Entry> Entries) : IRequest<AppendEntriesReply>;
public sealed record AppendEntriesReply(int Term, bool Success);
public sealed record Saved(int Term, int? VotedFor, List<Entry> Log);

/// <summary>The shape of a consensus server: elections, heartbeats, handlers, storage.</summary>
public sealed class Server
{
    private enum Role
    {
        Follower,
        Candidate,
        Leader,
    }

    private static readonly TimeSpan Shortest = 150.Milliseconds();
    private static readonly TimeSpan Longest = 300.Milliseconds();

    private readonly INode _node;
    private readonly Dictionary<int, int> _nextIndex = [];
    private readonly List<TaskCompletionSource<bool>> _waiting = [];
    private Saved _saved;
    private Role _role = Role.Follower;
    private DateTimeOffset _heard;

    public Server(INode node)
    {
        _node = node;
        _saved = node.Persister.Load<Saved>() ?? new(0, null, []);
        node.Handle((RequestVote request) => OnRequestVote(request));
        node.Handle(async (AppendEntries request) =>
        {
            await node.Delay(1.Milliseconds());
            return new AppendEntriesReply(_saved.Term, request.Term >= _saved.Term);
        });
        node.Start(RunElections);
        node.Every(50.Milliseconds(), SendHeartbeats);
    }

    private async Task RunElections()
    {
        while (true)
        {
            var timeout = _node.Random.Between(Shortest, Longest);
            await _node.Delay(timeout);
            if (_role == Role.Leader || _node.Clock.GetUtcNow() - _heard < timeout)
                continue;
            _role = Role.Candidate;
            _saved = _saved with { Term = _saved.Term + 1, VotedFor = _node.Id };
            _node.Persister.Save(_saved);
            int term = _saved.Term;
            var votes = await Task.WhenAll(_node.Others.Select(peer => peer.CallAsync(new RequestVote(term, _node.Id, 0, 0))));
            if (term != _saved.Term || _role != Role.Candidate)
                continue;
            if (1 + votes.Count(vote => vote is { Granted: true }) >= _node.Majority)
                _role = Role.Leader;
            string next = string.Join(' ', _nextIndex.Select(entry => $"{entry.Key}:{entry.Value}"));
            _node.Log($"term {term}: {_role}, {votes.Length} votes, {next}");
        }
    }

    private void SendHeartbeats()
    {
        if (_role != Role.Leader)
            return;
        foreach (var peer in _node.Others)
            _node.Start(() => ReplicateTo(peer));
    }

    private async Task ReplicateTo(IPeer peer)
    {
        try
        {
            var request = new AppendEntries(_saved.Term, _node.Id, [.. _saved.Log.Skip(1)]);
            var reply = await peer.CallAsync(request, timeout: 100.Milliseconds());
            if (reply is null)
                return;
            if (reply.Term > _saved.Term)
                _role = Role.Follower;
            foreach (var waiting in _waiting)
                waiting.TrySetResult(reply.Success);
        }
        catch (OperationCanceledException e)
        {
            Console.WriteLine($"[{_node.Id}] {e.GetType().Name}: {e.Message}");
        }
    }

    private RequestVoteReply OnRequestVote(RequestVote request)
    {
        _heard = _node.Clock.GetUtcNow();
        bool isGranted = request.Term > _saved.Term || (request.Term == _saved.Term && _saved.VotedFor is null or 0);
        return new(Math.Max(_saved.Term, request.Term), isGranted);
    }
}
