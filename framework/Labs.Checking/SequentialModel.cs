using Labs.Checking.Search;

namespace Labs.Checking;

/// <summary>The legal behaviour of one key when operations are done one after the other.</summary>
public abstract class SequentialModel
{
    private protected SequentialModel()
    {
    }

    /// <summary>Keys with get, put and append; a key that is not there reads as empty.</summary>
    public static SequentialModel Kv { get; } = new KvModel();

    /// <summary>Registers with read, write and compare-and-set, one a key; each starts as null.</summary>
    public static SequentialModel Register { get; } = new RegisterModel();

    /// <summary>Keys whose value has a version: a get tells both, a put asks for the version it replaces, and 0 creates.</summary>
    public static SequentialModel VersionedKv { get; } = new VersionedKvModel();

    /// <summary>All models.</summary>
    public static IReadOnlyList<SequentialModel> All { get; } = [Kv, Register, VersionedKv];

    /// <summary>The model's name.</summary>
    public abstract string Name { get; }

    /// <summary>The operations that it knows.</summary>
    public abstract IReadOnlyList<OperationKind> Kinds { get; }

    /// <summary>What a key holds before any operation.</summary>
    public abstract KeyState Initial { get; }

    /// <summary>What an operation does.</summary>
    /// <param name="state">What the key holds.</param>
    /// <param name="operation">The operation; one that is uncertain is taken to be done.</param>
    /// <returns>What the key holds afterwards; null if the client would not have been told what it was told.</returns>
    public abstract KeyState? Apply(KeyState state, Operation operation);

    /// <summary>What is wrong with an operation, whatever the history: null, if nothing.</summary>
    /// <param name="operation">The operation.</param>
    public string? Objection(Operation operation) => Kinds.Contains(operation.Kind)
        ? Misuse(operation)
        : $"{Name} has no {OperationText.Name(operation.Kind)}, only {string.Join(", ", Kinds.Select(OperationText.Name))}";

    /// <summary>What a key holds, for the end of 'the key ...'.</summary>
    internal abstract string Describe(KeyState state);

    /// <summary>Makes the tables that the search runs on.</summary>
    /// <param name="operations">One key's operations, without the reads that never returned.</param>
    internal abstract Automaton Compile(IReadOnlyList<Operation> operations);

    /// <summary>What is wrong with an operation of a kind that the model knows.</summary>
    private protected abstract string? Misuse(Operation operation);
}
