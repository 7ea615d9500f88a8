using Labs.Framework;

namespace Labs.RaftLab;

/// <summary>One server of a Raft group. The numbers in the comments are sections of the paper 'In Search of an Understandable
/// Consensus Algorithm (Extended Version)'; its figure 2 is the specification.</summary>
public sealed class Raft : IRaft
{
    private readonly INode _node;
    private readonly IRaftHost _host;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public Raft(INode node, IRaftHost host)
    {
        _node = node;
        _host = host;

        // TODO(A): load what an earlier life of this server saved (node.Persister.Load), or begin with term 0 and no vote.
        // TODO(A): say how requests are answered: node.Handle((RequestVote request) => OnRequestVote(request)); and so on.
        // TODO(A): start the activity that begins an election when no leader has been heard for a while: node.Start(...).
    }

    // ---- What the service calls ----------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    // TODO(A): say what this server believes. It is read after every event, so it must only look.
    public RaftStatus Status => throw new NotImplementedException("Raft.Status: part A is not written yet");

    /// <inheritdoc/>
    // TODO(B): append the command to the log where this server leads, and start to replicate it.
    public Proposal? Propose(ReadOnlyMemory<byte> command) =>
        throw new NotImplementedException("Raft.Propose: part B is not written yet");

    /// <inheritdoc/>
    // TODO(D): drop the log up to the index, and save the snapshot together with the state.
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot) =>
        throw new NotImplementedException("Raft.Snapshot: part D is not written yet");

    // ---- State (figure 2, 'State') -------------------------------------------------------------------------------------------

    // TODO(A): the fields: current term, vote, role, and when a leader was last heard. What must survive a crash goes into one
    // record that you give to node.Persister.Save, in one place, before anybody can hear of the change.

    // ---- Elections (5.2) -----------------------------------------------------------------------------------------------------

    // TODO(A): an activity that waits for a random time (node.Delay, node.Random.Between) and starts an election if nothing was
    // heard meanwhile. Which times? Heartbeats come about ten times a second; an election has to be over within the limits that
    // README.md states.

    // TODO(A): an election: a new term, a vote for yourself, a RequestVote to each of node.Others, all at once. Count the votes
    // as they come; after each await check that you are still a candidate in the same term.

    private RequestVoteReply OnRequestVote(RequestVote request)
    {
        // TODO(A): figure 2, 'RequestVote RPC, receiver implementation' and 'rules for all servers'.
        throw new NotImplementedException("Raft.OnRequestVote: part A is not written yet");
    }

    // ---- Heartbeats and replication (5.2, 5.3) -------------------------------------------------------------------------------

    // TODO(A): while you lead, an AppendEntries without entries to each of node.Others, about ten times a second, at once to all.

    private AppendEntriesReply OnAppendEntries(AppendEntries request)
    {
        // TODO(A): figure 2, 'AppendEntries RPC, receiver implementation', as far as it concerns terms and elections.
        // TODO(B): the rest of it: the consistency check, the entries, the commit index.
        throw new NotImplementedException("Raft.OnAppendEntries: part A is not written yet");
    }
}
