namespace Labs.Checking.Search;

/// <summary>A register's states: one for each value that is read or expected, and one for all others.</summary>
internal sealed class RegisterAutomaton : Automaton
{
    private readonly Dictionary<(bool IsNull, string Text), int> _values = [];
    private readonly int[] _states;

    public RegisterAutomaton(IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Kind == OperationKind.Read) _values.TryAdd(Key(operation.Value), _values.Count);
            if (operation.Kind == OperationKind.Cas) _values.TryAdd(Key(operation.Expected), _values.Count);
        }

        Initial = State(null);
        Demands = _values.Count;
        _states = [.. Enumerable.Range(0, _values.Count)];
        // A refusal is possible with any value but one, so with one it matters whether another came after it.
        bool hasRefusals = operations.Any(IsRefused);
        Bottom = hasRefusals ? -1 : _values.Count;
        ClassOf = [.. operations.Select(operation => Number(Class(operation)))];
    }

    /// <inheritdoc/>
    public override bool Leads(int state, int demand) => state == demand;

    /// <inheritdoc/>
    protected override int Demand(int kind) => Classes[kind].Rule == StepRule.If ? Classes[kind].Needs : -1;

    /// <inheritdoc/>
    protected override ArraySegment<int> Sources(int kind) =>
        Classes[kind] is { IsRead: false } set && set.Next < Demands ? new ArraySegment<int>(_states, set.Next, 1) : [];

    private static (bool IsNull, string Text) Key(string? value) => (value is null, value ?? "");

    private static bool IsRefused(Operation operation) =>
        operation is { Kind: OperationKind.Cas, Return: not null, Result: OperationResult.Refused };

    private int State(string? value) => _values.GetValueOrDefault(Key(value), _values.Count);

    private StepClass Class(Operation operation) => operation.Kind switch
    {
        OperationKind.Write => StepClass.Set(State(operation.Value)),
        OperationKind.Read => StepClass.Read(State(operation.Value)),
        _ when IsRefused(operation) => StepClass.ReadUnless(State(operation.Expected)),
        _ => StepClass.Swap(State(operation.Expected), State(operation.Value)),
    };
}
