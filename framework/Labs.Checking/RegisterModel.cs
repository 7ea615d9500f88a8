using Labs.Checking.Search;

namespace Labs.Checking;

/// <summary>A register with compare-and-set.</summary>
internal sealed class RegisterModel : SequentialModel
{
    /// <inheritdoc/>
    public override string Name => "register";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationKind> Kinds { get; } = [OperationKind.Read, OperationKind.Write, OperationKind.Cas];

    /// <inheritdoc/>
    public override KeyState Initial => default;

    /// <inheritdoc/>
    public override KeyState? Apply(KeyState state, Operation operation) => operation.Kind switch
    {
        OperationKind.Write => new KeyState(operation.Value, 0),
        OperationKind.Read => state.Value == operation.Value ? state : null,
        _ when operation is { Return: not null, Result: OperationResult.Refused } => state.Value != operation.Expected ? state : null,
        _ => state.Value == operation.Expected ? new KeyState(operation.Value, 0) : null,
    };

    internal override string Describe(KeyState state) => $"holds {OperationText.Quote(state.Value)}";

    internal override Automaton Compile(IReadOnlyList<Operation> operations) => new RegisterAutomaton(operations);

    private protected override string? Misuse(Operation operation) => operation.Result switch
    {
        OperationResult.Ok => null,
        OperationResult.Refused when operation.Kind == OperationKind.Cas => null,
        _ => $"a {OperationText.Name(operation.Kind)} of {Name} can't have the result '{OperationText.Name(operation.Result)}'",
    };
}
