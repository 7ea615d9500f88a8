using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>One server: proposer, acceptor and learner of a sequence of instances. The numbers in the comments are sections of 'Paxos Made
/// Simple'.</summary>
public sealed class Paxos : IPaxos
{
    private readonly INode _node;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public Paxos(INode node)
    {
        _node = node;

        // TODO(A): load what an earlier life of this server saved (node.Persister.Load), or begin with nothing promised or accepted.
        // TODO(A): say how requests are answered: node.Handle((Prepare request) => OnPrepare(request)); and so on.
    }

    // ---- What the service calls ----------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    // TODO(B): the highest sequence number that this server has heard of, in any message or from its service.
    public int Max => throw new NotImplementedException("Paxos.Max: part B is not written yet");

    /// <inheritdoc/>
    // TODO(B): one more than the lowest of all servers' highest Done. What is it while one of them was never heard?
    public int Min => throw new NotImplementedException("Paxos.Min: part B is not written yet");

    /// <inheritdoc/>
    public void Start(int sequence, string value)
    {
        // TODO(A): begin an activity (_node.Start) that proposes until the instance is decided. Don't wait for it here.
        // TODO(B): nothing happens where the instance is forgotten.
        throw new NotImplementedException("Paxos.Start: part A is not written yet");
    }

    /// <inheritdoc/>
    // TODO(A): what this server knows, now. It is read after every event, so it must only look.
    // TODO(B): instances below Min are forgotten.
    public PaxosStatus Status(int sequence) => throw new NotImplementedException("Paxos.Status: part A is not written yet");

    /// <inheritdoc/>
    public void Done(int sequence, ReadOnlyMemory<byte> snapshot = default)
    {
        // TODO(B): remember it, forget what nobody needs any more, and save both together with the snapshot, in one Save.
        throw new NotImplementedException("Paxos.Done: part B is not written yet");
    }

    // ---- State ---------------------------------------------------------------------------------------------------------------

    // TODO(A): what an acceptor keeps: the highest ballot that it has promised, and the proposal that it accepted last. It must
    // survive a crash: one record that you give to node.Persister.Save, in one place, before anybody can hear of the change.

    // TODO(B): the same for each instance. What was heard of every server's Done; that too must survive.

    // ---- The proposer (2.2, 2.4) ---------------------------------------------------------------------------------------------

    // TODO(A): a ballot: higher than any that this server has seen, used by no other server, and by this one never again, also not
    // after a crash.

    // TODO(A): phase 1: a Prepare to every acceptor, your own too, all at once. Go on when a majority has promised, and don't wait for
    // the rest.
    // Phase 2: an Accept to every acceptor. With which value? (2.2, P2c.)

    // TODO(A): where a ballot fails, wait for a random time and try a higher one.

    // ---- The acceptor (2.2) --------------------------------------------------------------------------------------------------

    private PrepareReply OnPrepare(Prepare request)
    {
        // TODO(A): 2.2, phase 1 (b).
        throw new NotImplementedException("Paxos.OnPrepare: part A is not written yet");
    }

    private AcceptReply OnAccept(Accept request)
    {
        // TODO(A): 2.2, phase 2 (b).
        throw new NotImplementedException("Paxos.OnAccept: part A is not written yet");
    }

    // ---- The learner (2.3) ---------------------------------------------------------------------------------------------------

    private DecidedReply OnDecided(Decided request)
    {
        // TODO(A): remember what was chosen.
        throw new NotImplementedException("Paxos.OnDecided: part A is not written yet");
    }
}
