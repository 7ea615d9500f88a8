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
    private readonly List<Prefix> _states = [];
    private readonly Dictionary<Prefix, int> _numbers = [];
    private readonly List<string> _appends = [];
    private readonly Dictionary<string, int> _appendNumbers = [];
    private readonly bool[] _isJunk;
    private readonly int[] _wanted;
    private readonly int[] _demandOfGot;

    public KvAutomaton(IReadOnlyList<Operation> operations)
    {
        _got = [.. operations.Where(operation => operation.IsRead).Select(operation => operation.Value!).Distinct()];
        Array.Sort(_got, StringComparer.Ordinal);
        State(default);
        Initial = After(new Prefix(0, _got.Length, 0), "");
        ClassOf = [.. operations.Select(operation => Number(Class(operation)))];

        Bottom = Elsewhere;
        _isJunk = JunkAppends();

        // The shortest first: with appends alone, what leads to it and is right leads to the others through it.
        _wanted = [.. Enumerable.Range(0, _got.Length).OrderBy(got => _got[got].Length).ThenBy(got => got)];
        _demandOfGot = new int[_got.Length];
        for (int demand = 0; demand < _wanted.Length; demand++) _demandOfGot[_wanted[demand]] = demand;
        // Sources are counted in every step: with too many of them it pays no more to look ahead.
        long sources = Classes.Where(step => step.Rule == StepRule.Always).Sum(step => (long)LedToBy(step.Next).Count);
        Demands = sources <= SourcesMax ? _wanted.Length : 0;
    }

    private bool HasAppends => _appends.Count > 0;

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
    protected override int Demand(int kind) => Classes[kind].IsRead ? _demandOfGot[_states[Classes[kind].Needs].First] : -1;

    /// <inheritdoc/>
    protected override ArraySegment<int> Sources(int kind) =>
        Classes[kind].Rule == StepRule.Always ? LedToBy(Classes[kind].Next) : [];

    /// <inheritdoc/>
    protected override int Compute(int state, int detail) => state == Elsewhere ? Elsewhere : After(_states[state], _appends[detail]);

    private StepClass Class(Operation operation)
    {
        if (operation.Kind != OperationKind.Append)
        {
            int state = After(new Prefix(0, _got.Length, 0), operation.Value!);
            return operation.IsRead ? StepClass.Read(state) : StepClass.Set(state);
        }

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
        string[] longest = [.. _got.Where((text, i) => i + 1 == _got.Length || !_got[i + 1].StartsWith(text, StringComparison.Ordinal))];
        if (longest.Sum(text => (long)text.Length) * isJunk.Length > LettersMax) return isJunk;
        for (int i = 0; i < isJunk.Length; i++)
        {
            string append = _appends[i];
            isJunk[i] = !Array.Exists(longest, text => text.Contains(append, StringComparison.Ordinal));
        }

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
        int first = Search(prefix, text, atLeast: 0);
        int end = Search(prefix with { First = first }, text, atLeast: 1);
        return first < end ? State(new Prefix(first, end, prefix.Length + text.Length)) : Elsewhere;
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
