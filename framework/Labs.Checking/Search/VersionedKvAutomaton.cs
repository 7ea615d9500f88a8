namespace Labs.Checking.Search;

/// <summary>A versioned key's states: a version, and which of the values that are got with it, or any other.</summary>
internal sealed class VersionedKvAutomaton : Automaton
{
    private const int Missing = 0;
    private const int AnyState = -1;

    private readonly Dictionary<(long Version, string? Value), int> _states = [];
    private readonly List<long> _versions = [0];
    private readonly List<PutStep> _puts = [];
    private readonly Dictionary<PutStep, int> _putNumbers = [];
    private readonly List<(long Version, int State)> _demands;
    private readonly int[] _demandOf;

    public VersionedKvAutomaton(IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations.Where(IsGetOfValue))
        {
            if (_states.TryAdd((operation.Version, operation.Value), _versions.Count)) _versions.Add(operation.Version);
        }

        Initial = Missing;
        ClassOf = [.. operations.Select(operation => Number(Class(operation)))];
        var demands = Classes.Select(Demand).ToArray();
        // Versions only grow: the lowest demand is the first that a state passes by.
        _demands = [.. demands.Where(demand => demand.Version >= 0).Distinct().Order()];
        _demandOf = [.. demands.Select(demand => _demands.BinarySearch(demand)).Select(found => Math.Max(found, -1))];
        Demands = _demands.Count;
    }

    /// <inheritdoc/>
    public override bool Leads(int state, int demand)
    {
        var (version, wanted) = _demands[demand];
        return _versions[state] < version || (_versions[state] == version && (wanted == AnyState || wanted == state));
    }

    /// <inheritdoc/>
    protected override int Demand(int kind) => _demandOf[kind];

    /// <inheritdoc/>
    protected override ArraySegment<int> Sources(int kind) => [];

    /// <inheritdoc/>
    protected override int Compute(int state, int detail)
    {
        var put = _puts[detail];
        bool isRight = _versions[state] == put.Version;
        if (put.Result == OperationResult.Ok) return isRight ? put.Next : -1;
        return !isRight && state != Missing == (put.Result == OperationResult.Version) ? state : -1;
    }

    private static bool IsGetOfValue(Operation operation) =>
        operation is { Kind: OperationKind.Get, Result: not OperationResult.NoKey };

    // What a refused put and a get of nothing need is no single version.
    private (long Version, int State) Demand(StepClass step)
    {
        if (step.Rule == StepRule.If) return step.Needs == Missing ? (-1, AnyState) : (_versions[step.Needs], step.Needs);
        return step.IsRead ? (-1, AnyState) : (_puts[step.Detail].Version, AnyState);
    }

    private StepClass Class(Operation operation)
    {
        if (operation.Kind == OperationKind.Get)
            return StepClass.Read(IsGetOfValue(operation) ? State(operation.Version, operation.Value) : Missing);
        bool isDone = operation.IsUncertain || operation.Result == OperationResult.Ok;
        var put = isDone
            ? new PutStep(operation.Version, OperationResult.Ok, State(operation.Version + 1, operation.Value))
            : new PutStep(operation.Version, operation.Result, -1);
        if (!_putNumbers.TryGetValue(put, out int number))
        {
            _putNumbers.Add(put, number = _puts.Count);
            _puts.Add(put);
        }

        return StepClass.Compute(number, isRead: !isDone);
    }

    // A value of null stands for all that are not got with this version.
    private int State(long version, string? value)
    {
        if (_states.TryGetValue((version, value), out int state) || _states.TryGetValue((version, null), out state)) return state;
        _states.Add((version, null), state = _versions.Count);
        _versions.Add(version);
        return state;
    }

    private readonly record struct PutStep(long Version, OperationResult Result, int Next);
}
