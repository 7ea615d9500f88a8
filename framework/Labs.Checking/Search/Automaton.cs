namespace Labs.Checking.Search;

/// <summary>
/// A model in numbers, made for one key's operations: states from 0, and a class for operations that do the same. States that no
/// operation can tell apart are one state, for the search must not go through each of them.
/// </summary>
internal abstract class Automaton
{
    private readonly Dictionary<StepClass, int> _numbers = [];
    private readonly List<StepClass> _classes = [];
    private readonly Dictionary<long, int> _computed = [];

    /// <summary>The state before any operation.</summary>
    public int Initial { get; protected init; }

    /// <summary>Each operation's class.</summary>
    public int[] ClassOf { get; protected init; } = [];

    /// <summary>The classes.</summary>
    public IReadOnlyList<StepClass> Classes => _classes;

    /// <summary>
    /// How many demands there are. A demand is what must become true of the state before certain operations can be done. They are
    /// numbered so that of several that nothing can bring about any more, the first ones show best whether a state leads to all.
    /// </summary>
    public int Demands { get; protected init; }

    /// <summary>The demand of a class's operations; -1 for none.</summary>
    public virtual int DemandOf(int kind) => -1;

    /// <summary>The demands that may be met once an operation of the class was done, whatever the state before it was.</summary>
    public virtual IReadOnlyList<int> SourcesOf(int kind) => [];

    /// <summary>Whether a demand may be met, beginning in a state, without any of its sources.</summary>
    public virtual bool Leads(int state, int demand) => true;

    /// <summary>Does a step of rule <see cref="StepRule.Computed"/>.</summary>
    /// <returns>The next state; -1 if the step is not legal.</returns>
    public int Step(int state, int kind)
    {
        long key = ((long)state << 32) | (uint)kind;
        if (_computed.TryGetValue(key, out int next)) return next;
        next = Compute(state, _classes[kind].Detail);
        _computed.Add(key, next);
        return next;
    }

    /// <summary>Works a step out.</summary>
    protected virtual int Compute(int state, int detail) => throw new InvalidOperationException("no step of this model is computed");

    /// <summary>The number of a class.</summary>
    protected int Number(StepClass kind)
    {
        if (_numbers.TryGetValue(kind, out int number)) return number;
        _numbers.Add(kind, number = _classes.Count);
        _classes.Add(kind);
        return number;
    }
}
