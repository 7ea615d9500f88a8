// Differs from the reference: it does gets once, too, and tells again what it told the first time.
namespace Labs.PrimaryBackupLab;

/// <summary>The key/value store of one server: it does each client's operation once, and remembers what it brought.</summary>
internal sealed class Store(State state)
{
    private readonly Dictionary<string, string> _values = new(state.Values);
    private readonly Dictionary<long, Session> _sessions = new(state.Sessions);

    /// <summary>An empty store.</summary>
    public Store()
        : this(new State(new Dictionary<string, string>(), new Dictionary<long, Session>()))
    {
    }

    /// <summary>All that is in it. A message takes a copy of it.</summary>
    public State State => new(_values, _sessions);

    /// <summary>Does an operation, unless it was done before.</summary>
    public OperationReply Execute(Operation operation)
    {
        if (!_sessions.TryGetValue(operation.Client, out var session) || session.Sequence < operation.Sequence)
            _sessions[operation.Client] = session = new Session(operation.Sequence, Do(operation));
        // Of what is older than the client's last operation the answer is gone; but nobody waits for it.
        return new OperationReply(true, session.Sequence == operation.Sequence ? session.Value : "");
    }

    private string Do(Operation operation)
    {
        var value = _values.GetValueOrDefault(operation.Key, "");
        if (operation.Kind == OperationKind.Get)
            return value;
        _values[operation.Key] = operation.Kind == OperationKind.Append ? value + operation.Value : operation.Value;
        return "";
    }
}
