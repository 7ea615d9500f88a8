namespace Labs.Checking.Search;

/// <summary>
/// A model in numbers, made for one key's operations: states from 0, and a class for operations that do the same. States that no
/// operation can tell apart are one state, for the search must not go through each of them.
/// </summary>
internal abstract class Automaton
{
    private const int Unknown = 0;
    private const int Shift = 2;
    private const int TableMax = 1 << 22;

    private readonly Dictionary<StepClass, int> _numbers = [];
    private readonly List<StepClass> _classes = [];
    private readonly Dictionary<long, int> _computed = [];
    private int[] _table = [];
    private int[]? _demands;
    private ArraySegment<int>[]? _sources;

    /// <summary>The state before any operation.</summary>
    public int Initial { get; protected init; }

    /// <summary>
    /// A state from which nothing is possible that is not possible from every other one, so that it never matters if an operation that
    /// leads to it is missing; -1 if there is none.
    /// </summary>
    public int Bottom { get; protected init; } = -1;

    /// <summary>Each operation's class.</summary>
    public int[] ClassOf { get; protected init; } = [];

    /// <summary>The classes.</summary>
    public IReadOnlyList<StepClass> Classes => _classes;

    /// <summary>
    /// How many demands there are. A demand is what must become true of the state before certain operations can be done. They are
    /// numbered so that of several that nothing can bring about any more, the first ones show best whether a state leads to all.
    /// </summary>
    public int Demands { get; protected init; }

    /// <summary>The demand of each class's operations; -1 for none.</summary>
    public int[] DemandOf => _demands ??= Demands == 0 ? Filled(-1) : Make(Demand);

    /// <summary>For each class, the demands that may be met once such an operation was done, whatever the state before it was.</summary>
    public ArraySegment<int>[] SourcesOf => _sources ??= Demands == 0 ? new ArraySegment<int>[_classes.Count] : Make(Sources);

    /// <summary>Whether the operations of a class lead to <see cref="Bottom"/>, whatever the state before them.</summary>
    public virtual bool IsJunk(int kind) => Bottom >= 0 && _classes[kind].Rule == StepRule.Always && _classes[kind].Next == Bottom;

    /// <summary>Whether a demand may be met, beginning in a state, without any of its sources.</summary>
    public abstract bool Leads(int state, int demand);

    /// <summary>Does a step of rule <see cref="StepRule.Computed"/>.</summary>
    /// <returns>The next state; -1 if the step is not legal.</returns>
    public int Step(int state, int kind)
    {
        long place = ((long)state * _classes.Count) + kind;
        if (place >= _table.Length) return StepOutside(state, kind, place);
        int known = _table[place];
        if (known == Unknown) _table[place] = known = Compute(state, _classes[kind].Detail) + Shift;
        return known - Shift;
    }

    /// <summary>The demand of a class's operations; -1 for none.</summary>
    protected abstract int Demand(int kind);

    /// <summary>The demands that an operation of a class is a source of.</summary>
    protected abstract ArraySegment<int> Sources(int kind);

    /// <summary>Works a step out.</summary>
    protected virtual int Compute(int state, int detail) => throw new InvalidOperationException("no step of this model is computed");

    // A table is for what comes up often. Where there are very many states and classes, most pairs never do.
    private int StepOutside(int state, int kind, long place)
    {
        if (place < TableMax)
        {
            Array.Resize(ref _table, (int)Math.Min(TableMax, Math.Max(2 * place, 64)));
            return Step(state, kind);
        }

        if (_computed.TryGetValue(place, out int next)) return next;
        next = Compute(state, _classes[kind].Detail);
        _computed.Add(place, next);
        return next;
    }

    private T[] Make<T>(Func<int, T> make)
    {
        var made = new T[_classes.Count];
        for (int kind = 0; kind < made.Length; kind++) made[kind] = make(kind);
        return made;
    }

    private int[] Filled(int value)
    {
        int[] filled = new int[_classes.Count];
        Array.Fill(filled, value);
        return filled;
    }

    /// <summary>The number of a class.</summary>
    protected int Number(StepClass kind)
    {
        if (_numbers.TryGetValue(kind, out int number)) return number;
        _numbers.Add(kind, number = _classes.Count);
        _classes.Add(kind);
        return number;
    }
}
