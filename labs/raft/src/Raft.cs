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
        // TODO(D): where there is a snapshot (node.Persister.Snapshot), the service gets it before any command; not here in the
        // constructor, where it is not ready yet, but in an activity.
    }

    // ---- What the service calls ----------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    // TODO(A): say what this server believes. It is read after every event, so it must only look.
    public RaftStatus Status => throw new NotImplementedException("Raft.Status: part A is not written yet");

    /// <inheritdoc/>
    // TODO(B): append the command to the log where this server leads, and start to replicate it. It must not wait for the others.
    public Proposal? Propose(ReadOnlyMemory<byte> command) =>
        throw new NotImplementedException("Raft.Propose: part B is not written yet");

    /// <inheritdoc/>
    // TODO(D): drop the log up to the index, and save the snapshot together with the state, in one Save.
    public void Snapshot(int index, ReadOnlyMemory<byte> snapshot) =>
        throw new NotImplementedException("Raft.Snapshot: part D is not written yet");

    // ---- State (figure 2, 'State') -------------------------------------------------------------------------------------------

    // TODO(A): the fields: current term, vote, role, and when a leader was last heard. What must survive a crash goes into one
    // record that you give to node.Persister.Save, in one place, before anybody can hear of the change.

    // TODO(B): the log, the commit index, the last applied index; on leaders, the next and the match index of each follower.

    // TODO(C): the log must survive a crash too.

    // TODO(D): the last index and term that the snapshot covers, also saved. From now on the log's first entry is not entry 1: let one
    // place turn indexes into places in a list.

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

    // TODO(B): what a follower lacks goes with it, and at once after a proposal. After the await: do you still lead in that term, and is
    // the reply news or an old one? Then the follower's next and match index.

    // TODO(B): when an entry is committed (figure 2, 'rules for servers, leaders', the last one; 5.4.2).

    // TODO(B): give to _host.Apply what is committed, in order, each entry once.

    private AppendEntriesReply OnAppendEntries(AppendEntries request)
    {
        // TODO(A): figure 2, 'AppendEntries RPC, receiver implementation', as far as it concerns terms and elections.
        // TODO(B): the rest of it: the consistency check, the entries, the commit index.
        // TODO(C): where the check fails, say how far the leader should go back.
        throw new NotImplementedException("Raft.OnAppendEntries: part A is not written yet");
    }

    // ---- Snapshots (7) -------------------------------------------------------------------------------------------------------

    // TODO(D): while you lead, an InstallSnapshot to each follower whose next entry is no longer in your log.

    private InstallSnapshotReply OnInstallSnapshot(InstallSnapshot request)
    {
        // TODO(D): figure 13, 'receiver implementation', and _host.ApplySnapshot. Nothing that is committed here may go back.
        throw new NotImplementedException("Raft.OnInstallSnapshot: part D is not written yet");
    }
}
