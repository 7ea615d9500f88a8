namespace Labs.Checking.Search;

/// <summary>
/// The states of a key that can be appended to: each beginning of a value that is got, and one for all other texts, which no get can tell
/// apart any more, whatever is appended. No text is ever put together: with the values in ordinal order, those with one beginning
/// stand side by side, so a state is a range of them and a length.
/// </summary>
internal sealed class KvAutomaton : Automaton
{
    private const int Elsewhere = 0;
    private const int SourcesMax = 1_000_000;
    private const long LettersMax = 4_000_000;

    private readonly string[] _got;
    private readonly List<Prefix> _states;
    private readonly Dictionary<Prefix, int> _numbers = [];
    private readonly List<string> _appends = [];
    private readonly Dictionary<string, int> _appendNumbers = [];
    private readonly bool[] _isJunk;
    private readonly int[] _wanted;
    private readonly int[] _demandOfGot;

    public KvAutomaton(IReadOnlyList<Operation> operations)
    {
        int[] gets = [.. Enumerable.Range(0, operations.Count).Where(i => operations[i].IsRead)];
        string[] values = Array.ConvertAll(gets, i => operations[i].Value!);
        Sort(values, gets);
        _got = Distinct(values);
        _states = [default, .. Exact(_got)];
        Initial = After(All, "");
        Bottom = Elsewhere;
        ClassOf = new int[operations.Count];
        for (int i = 0, got = -1; i < gets.Length; i++)
        {
            if (i == 0 || values[i] != values[i - 1]) got++;
            ClassOf[gets[i]] = got;
        }

        for (int got = 0; got < _got.Length; got++) Number(StepClass.Read(StateOf(got)));
        for (int i = 0; i < operations.Count; i++)
        {
            if (!operations[i].IsRead) ClassOf[i] = Number(Write(operations[i]));
        }

        _isJunk = JunkAppends();
        // The shortest first: with appends alone, what leads to it and is right leads to the others through it.
        _wanted = [.. Enumerable.Range(0, _got.Length)];
        Array.Sort(Array.ConvertAll(_got, got => got.Length), _wanted);
        _demandOfGot = new int[_got.Length];
        for (int demand = 0; demand < _wanted.Length; demand++) _demandOfGot[_wanted[demand]] = demand;
        // Sources are counted in every step: with too many of them it pays no more to look ahead.
        long sources = Classes.Where(step => step.Rule == StepRule.Always).Sum(step => (long)LedToBy(step.Next).Count);
        Demands = sources <= SourcesMax ? _wanted.Length : 0;
    }

    private bool HasAppends => _appends.Count > 0;

    private Prefix All => new(0, _got.Length, 0);

    /// <inheritdoc/>
    public override bool IsJunk(int kind) =>
        Classes[kind].Rule == StepRule.Computed ? _isJunk[Classes[kind].Detail] : base.IsJunk(kind);

    /// <inheritdoc/>
    public override bool Leads(int state, int demand)
    {
        var (first, end, length) = _states[state];
        int wanted = _wanted[demand];
        return wanted >= first && wanted < end && (HasAppends || _got[wanted].Length == length);
    }

    /// <inheritdoc/>
    protected override int Demand(int kind) => Classes[kind].IsRead ? _demandOfGot[kind] : -1;

    /// <inheritdoc/>
    protected override ArraySegment<int> Sources(int kind) =>
        Classes[kind].Rule == StepRule.Always ? LedToBy(Classes[kind].Next) : [];

    /// <inheritdoc/>
    protected override int Compute(int state, int detail) => state == Elsewhere ? Elsewhere : After(_states[state], _appends[detail]);

    private static int StateOf(int got) => got + 1;

    // Long values mostly come of appends, each the beginning of the next: then their lengths put them in order, both arrays in the same.
    private static void Sort(string[] values, int[] gets)
    {
        int[] lengths = Array.ConvertAll(values, value => value.Length);
        Array.Sort((int[])lengths.Clone(), gets);
        Array.Sort(lengths, values);
        for (int i = 1; i < values.Length; i++)
        {
            if (string.CompareOrdinal(values[i - 1], values[i]) <= 0) continue;
            Array.Sort(values, gets, StringComparer.Ordinal);
            return;
        }
    }

    private static string[] Distinct(string[] sorted)
    {
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) count++;
        }

        string[] distinct = new string[count];
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) distinct[--count] = sorted[i];
        }

        return distinct;
    }

    /// <summary>The state of each value: it and those that begin with it, which follow it.</summary>
    private static Prefix[] Exact(string[] sorted)
    {
        var exact = new Prefix[sorted.Length];
        var open = new Stack<int>();
        for (int i = 0; i <= sorted.Length; i++)
        {
            while (open.TryPeek(out int first) && (i == sorted.Length || !sorted[i].StartsWith(sorted[first], StringComparison.Ordinal)))
                exact[first] = new Prefix(open.Pop(), i, sorted[first].Length);
            open.Push(i);
        }

        return exact;
    }

    private StepClass Write(Operation operation)
    {
        if (operation.Kind == OperationKind.Put) return StepClass.Set(After(All, operation.Value!));
        if (!_appendNumbers.TryGetValue(operation.Value!, out int number))
        {
            _appendNumbers.Add(operation.Value!, number = _appends.Count);
            _appends.Add(operation.Value!);
        }

        return StepClass.Compute(number, isRead: false);
    }

    // What no value that was got contains.
    private bool[] JunkAppends()
    {
        bool[] isJunk = new bool[_appends.Count];
        var longest = Enumerable.Range(0, _got.Length).Where(got => _states[StateOf(got)].End == got + 1);
        if (longest.Sum(got => (long)_got[got].Length) * isJunk.Length > LettersMax) return isJunk;
        string all = string.Join('\uFFFF', longest.Select(got => _got[got]));
        for (int i = 0; i < isJunk.Length; i++) isJunk[i] = !all.Contains(_appends[i], StringComparison.Ordinal);
        return isJunk;
    }

    private ArraySegment<int> LedToBy(int state)
    {
        var (first, end, length) = _states[state];
        if (HasAppends) return new ArraySegment<int>(_demandOfGot, first, end - first);
        return new ArraySegment<int>(_demandOfGot, first, first < end && _got[first].Length == length ? 1 : 0);
    }

    /// <summary>The state after a text is added to the end of a beginning.</summary>
    private int After(Prefix prefix, string text)
    {
        int length = prefix.Length + text.Length;
        int first = Search(prefix, text, atLeast: 0);
        if (first == prefix.End || string.CompareOrdinal(_got[first], prefix.Length, text, 0, text.Length) != 0) return Elsewhere;
        if (_got[first].Length == length) return StateOf(first);
        return State(new Prefix(first, Search(prefix with { First = first }, text, atLeast: 1), length));
    }

    /// <summary>The first value in a range whose text after the beginning compares to a given one as asked.</summary>
    private int Search(Prefix prefix, string text, int atLeast)
    {
        int low = prefix.First;
        int high = prefix.End;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Math.Sign(string.CompareOrdinal(_got[middle], prefix.Length, text, 0, text.Length)) >= atLeast) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private int State(Prefix prefix)
    {
        if (_numbers.TryGetValue(prefix, out int number)) return number;
        _numbers.Add(prefix, number = _states.Count);
        _states.Add(prefix);
        return number;
    }

    private readonly record struct Prefix(int First, int End, int Length);
}
