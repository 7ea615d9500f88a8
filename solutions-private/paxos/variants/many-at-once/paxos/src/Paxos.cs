using Labs.Framework;

namespace Labs.PaxosLab;

/// <summary>One server: proposer, acceptor and learner of a sequence of instances. The numbers in the comments are sections of 'Paxos Made
/// Simple'.</summary>
public sealed partial class Paxos : IPaxos, IPaxosProbe
{
    private readonly INode _node;

    // ---- What survives a crash -----------------------------------------------------------------------------------------------

    // What this acceptor has promised and accepted, and what it knows to be decided, of each instance that is not forgotten.
    private readonly SortedDictionary<int, Instance> _instances;

    // The highest Done of each server, as far as it was heard; -1 where it was not.
    private readonly int[] _done;

    private int _max;

    /// <summary>Starts a server, for the first time or again after a crash.</summary>
    public Paxos(INode node)
    {
        _node = node;
        var saved = node.Persister.Load<Persistent>();
        _instances = saved?.Instances ?? [];
        _done = saved?.Done ?? [.. Enumerable.Repeat(-1, node.GroupSize)];
        _max = saved?.Max ?? -1;

        node.Handle((Prepare request) => OnPrepare(request));
        node.Handle((Accept request) => OnAccept(request));
        node.Handle((Decided request) => OnDecided(request));
    }

    // ---- What the service calls ----------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    public int Max => _max;

    /// <inheritdoc/>
    public int Min => _done.Min() + 1;

    /// <inheritdoc/>
    public void Start(int sequence, string value)
    {
        HearOf(sequence);
        if (IsOpen(sequence) && _proposing.Add(sequence))
            _node.Start(() => ProposeAsync(sequence, value));
    }

    /// <inheritdoc/>
    public PaxosStatus Status(int sequence)
    {
        if (sequence < Min)
            return new PaxosStatus(Fate.Forgotten);
        return Get(sequence).Decided is { } value ? new PaxosStatus(Fate.Decided, value) : new PaxosStatus(Fate.Pending);
    }

    /// <inheritdoc/>
    public void Done(int sequence, ReadOnlyMemory<byte> snapshot = default)
    {
        if (sequence <= _done[_node.Id])
            return;

        _done[_node.Id] = sequence;
        Forget();
        // Both or neither: after a crash the service begins with what it has given up the instances for.
        _node.Persister.Save(State, snapshot);
    }

    // ---- As a probe ----------------------------------------------------------------------------------------------------------

    /// <inheritdoc/>
    public long PromisedBallot(int sequence) => Get(sequence).Promised;

    /// <inheritdoc/>
    public long AcceptedBallot(int sequence) => Get(sequence).Accepted?.Ballot ?? 0;

    /// <inheritdoc/>
    public string? AcceptedValue(int sequence) => Get(sequence).Accepted?.Value;

    // ---- State ---------------------------------------------------------------------------------------------------------------

    private Persistent State => new(_instances, _done, _max);

    private DoneMark Mark => new(_node.Id, _done[_node.Id]);

    private Instance Get(int sequence) => _instances.GetValueOrDefault(sequence, Instance.Empty);

    // Nobody may hear of a change before it is saved: a server that forgets what it promised breaks its word.
    private void Set(int sequence, Instance instance)
    {
        _instances[sequence] = instance;
        _node.Persister.Save(State);
    }

    private bool IsOpen(int sequence) => Status(sequence).Fate == Fate.Pending;

    private void HearOf(int sequence) => _max = Math.Max(_max, sequence);

    // ---- Forgetting ----------------------------------------------------------------------------------------------------------

    private void Hear(DoneMark mark)
    {
        if (mark.Sequence <= _done[mark.Server])
            return;

        var min = Min;
        _done[mark.Server] = mark.Sequence;
        if (Min == min)
            return;

        // Saved at once: who forgot an instance must not take part in it again after a restart.
        Forget();
        _node.Persister.Save(State);
    }

    private void Forget()
    {
        foreach (var sequence in _instances.Keys.TakeWhile(sequence => sequence < Min).ToList())
            _instances.Remove(sequence);
    }
}
