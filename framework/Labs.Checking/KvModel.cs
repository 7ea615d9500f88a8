using Labs.Checking.Search;

namespace Labs.Checking;

/// <summary>A key with get, put and append.</summary>
internal sealed class KvModel : SequentialModel
{
    /// <inheritdoc/>
    public override string Name => "kv";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationKind> Kinds { get; } = [OperationKind.Get, OperationKind.Put, OperationKind.Append];

    /// <inheritdoc/>
    public override KeyState Initial => new("", 0);

    /// <inheritdoc/>
    public override KeyState? Apply(KeyState state, Operation operation) => operation.Kind switch
    {
        OperationKind.Put => new KeyState(operation.Value, 0),
        OperationKind.Append => new KeyState(state.Value + operation.Value, 0),
        _ => state.Value == operation.Value ? state : null,
    };

    internal override string Describe(KeyState state) => state.Value?.Length > 0 ? $"holds {OperationText.Quote(state.Value)}" : "is empty";

    internal override Automaton Compile(IReadOnlyList<Operation> operations) => new KvAutomaton(operations);

    private protected override string? Misuse(Operation operation)
    {
        if (operation.Result != OperationResult.Ok)
            return $"a {OperationText.Name(operation.Kind)} of {Name} can't have the result '{OperationText.Name(operation.Result)}'";
        return operation.Value is null && operation.Return is not null ? "it has no value" : null;
    }
}
