using Labs.Checking.Search;

namespace Labs.Checking;

/// <summary>A key whose value has a version, with get and conditional put.</summary>
/// <remarks>
/// After MIT 6.5840, lab 2: a put with the key's version is done and raises it by one; a put with version 0 creates the key; with another
/// version it is told so, or that there is no such key. Unlike there, what a get returns as version is checked.
/// </remarks>
internal sealed class VersionedKvModel : SequentialModel
{
    /// <inheritdoc/>
    public override string Name => "versioned-kv";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationKind> Kinds { get; } = [OperationKind.Get, OperationKind.Put];

    /// <inheritdoc/>
    public override KeyState Initial => default;

    /// <inheritdoc/>
    public override KeyState? Apply(KeyState state, Operation operation)
    {
        bool isThere = state.Version > 0;
        if (operation.Kind == OperationKind.Get)
        {
            return operation.Result == OperationResult.NoKey
                ? isThere ? null : state
                : isThere && state.Version == operation.Version && state.Value == operation.Value ? state : null;
        }

        bool isRight = state.Version == operation.Version;
        if (operation.IsUncertain || operation.Result == OperationResult.Ok)
            return isRight ? new KeyState(operation.Value, state.Version + 1) : null;
        return !isRight && isThere == (operation.Result == OperationResult.Version) ? state : null;
    }

    internal override string Describe(KeyState state) =>
        state.Version == 0 ? "is not there" : $"holds {OperationText.Quote(state.Value)} with version {state.Version}";

    internal override Automaton Compile(IReadOnlyList<Operation> operations) => new VersionedKvAutomaton(operations);

    private protected override string? Misuse(Operation operation)
    {
        if (operation.Version < 0) return $"{operation.Version} is not a version; they begin with 0, that of a key that is not there";
        if (operation.Return is null) return null;
        return operation.Kind == OperationKind.Get ? MisusedGet(operation) : MisusedPut(operation);
    }

    private static string? MisusedGet(Operation operation) => operation.Result switch
    {
        OperationResult.NoKey => null,
        OperationResult.Ok when operation.Value is null => "it has no value",
        OperationResult.Ok when operation.Version == 0 =>
            "a get that found the key has a version from 1; one that did not has the result 'no-key'",
        OperationResult.Ok => null,
        _ => $"a get can't have the result '{OperationText.Name(operation.Result)}', only 'ok' or 'no-key'",
    };

    private static string? MisusedPut(Operation operation) => operation.Result switch
    {
        OperationResult.Refused => $"a put can't have the result '{OperationText.Name(operation.Result)}'",
        _ => operation.Value is null ? "it has no value" : null,
    };
}
