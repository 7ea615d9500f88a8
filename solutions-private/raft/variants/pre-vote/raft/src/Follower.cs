using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>What a leader knows about another server (figure 2, 'volatile state on leaders'): made anew at each election.</summary>
internal sealed class Follower(IPeer peer, int nextIndex)
{
    public IPeer Peer { get; } = peer;

    /// <summary>The next entry to send; a guess that can be too high, and then goes back.</summary>
    public int NextIndex { get; private set; } = nextIndex;

    /// <summary>Up to here its log is known to equal the leader's.</summary>
    public int MatchIndex { get; private set; }

    /// <summary>Whether no request to it waits for its answer.</summary>
    public bool IsIdle { get; set; } = true;

    /// <summary>The number of the latest request to it.</summary>
    public int Requests { get; set; }

    // Replies come in any order. What matched once matches for the rest of the term, so an old reply can't undo a newer one.
    public void Matches(int index)
    {
        MatchIndex = Math.Max(MatchIndex, index);
        NextIndex = Math.Max(NextIndex, MatchIndex + 1);
    }

    public void GoBack(int nextIndex) => NextIndex = Math.Max(nextIndex, MatchIndex + 1);
}
