namespace Labs.PrimaryBackupLab;

/// <summary>The key/value store of one server: it does each client's operation once.</summary>
internal sealed class Store(State state)
{
    private readonly Dictionary<string, string> _values = new(state.Values);
    private readonly Dictionary<long, long> _lastSequences = new(state.LastSequences);

    /// <summary>An empty store.</summary>
    public Store()
        : this(new State(new Dictionary<string, string>(), new Dictionary<long, long>()))
    {
    }

    /// <summary>All that is in it. A message takes a copy of it.</summary>
    public State State => new(_values, _lastSequences);

    /// <summary>Does an operation, unless it was done before.</summary>
    /// <remarks>A client has one operation at a time: whatever is older than its last one nobody waits for any more.</remarks>
    public OperationReply Execute(Operation operation)
    {
        var value = _values.GetValueOrDefault(operation.Key, "");
        // A get changes nothing, so it may be done again; what it finds now is as right as what it found then.
        if (operation.Kind == OperationKind.Get)
            return new OperationReply(true, value);

        if (operation.Sequence > _lastSequences.GetValueOrDefault(operation.Client))
        {
            _values[operation.Key] = operation.Kind == OperationKind.Append ? value + operation.Value : operation.Value;
            _lastSequences[operation.Client] = operation.Sequence;
        }

        return new OperationReply(true, "");
    }
}
