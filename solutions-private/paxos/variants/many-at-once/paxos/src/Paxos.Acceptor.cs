namespace Labs.PaxosLab;

/// <content>The acceptor (2.2) and the learner (2.3). Every answer goes out after what it says was saved.</content>
public sealed partial class Paxos
{
    private PrepareReply OnPrepare(Prepare request)
    {
        Hear(request.Done);
        if (request.Sequence < Min)
            return new PrepareReply(false, 0, null, null, Mark);

        HearOf(request.Sequence);
        var instance = Get(request.Sequence);
        if (instance.Decided is { } value)
            return new PrepareReply(false, instance.Promised, null, new Decision(request.Sequence, value), Mark);
        if (request.Ballot <= instance.Promised)
            return new PrepareReply(false, instance.Promised, null, null, Mark);

        Set(request.Sequence, instance with { Promised = request.Ballot });
        return new PrepareReply(true, request.Ballot, instance.Accepted, null, Mark);
    }

    private AcceptReply OnAccept(Accept request)
    {
        Hear(request.Done);
        if (request.Sequence < Min)
            return new AcceptReply(false, 0, Mark);

        HearOf(request.Sequence);
        var instance = Get(request.Sequence);
        if (request.Ballot < instance.Promised)
            return new AcceptReply(false, instance.Promised, Mark);

        // To accept is also to promise: what is older must not come after it.
        var accepted = new Proposal(request.Ballot, request.Value);
        Set(request.Sequence, instance with { Promised = request.Ballot, Accepted = accepted });
        return new AcceptReply(true, request.Ballot, Mark);
    }

    private DecidedReply OnDecided(Decided request)
    {
        Hear(request.Done);
        Learn(request.Sequence, request.Value);
        return new DecidedReply(Mark);
    }

    private void Learn(int sequence, string value)
    {
        HearOf(sequence);
        if (IsOpen(sequence))
            Set(sequence, Get(sequence) with { Decided = value });
    }
}
