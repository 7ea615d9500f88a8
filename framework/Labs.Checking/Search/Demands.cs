using System.Numerics;

namespace Labs.Checking.Search;

/// <summary>
/// Looks ahead: which demands of operations still to come have no source left. Such an orphan can be met from the present state alone, and
/// a state that does not lead to it is a dead end, long before the operation is reached.
/// </summary>
internal sealed class Demands
{
    private readonly Automaton _automaton;
    private readonly int[] _demandOf;
    private readonly ArraySegment<int>[] _sourcesOf;
    private readonly int[] _wanting;
    private readonly int[] _sources;
    private readonly ulong[] _orphans;

    public Demands(Problem problem)
    {
        _automaton = problem.Automaton;
        _demandOf = _automaton.DemandOf;
        _sourcesOf = _automaton.SourcesOf;
        _wanting = new int[_automaton.Demands];
        _sources = new int[_automaton.Demands];
        _orphans = new ulong[(_automaton.Demands + 63) / 64];
        for (int i = 0; i < problem.Count; i++)
        {
            int kind = problem.Class[i];
            if (!problem.IsOptional[i] && _demandOf[kind] >= 0) _wanting[_demandOf[kind]]++;
            foreach (int demand in _sourcesOf[kind].AsSpan()) _sources[demand]++;
        }

        for (int demand = 0; demand < _wanting.Length; demand++) Note(demand);
    }

    /// <summary>Notes that an operation was done, or can't be any more.</summary>
    public void Remove(int kind, bool isOptional) => Change(kind, isOptional, -1);

    /// <summary>Takes <see cref="Remove"/> back.</summary>
    public void Restore(int kind, bool isOptional) => Change(kind, isOptional, 1);

    /// <summary>Whether a step of a class must not lead to a state.</summary>
    public bool IsDeadEnd(int state, int kind) => _demandOf[kind] < 0 && !MayBeMet(state);

    /// <summary>Whether all that is to come may be met, as far as can be seen.</summary>
    public bool MayBeMet(int state)
    {
        int looked = 0;
        for (int word = 0; word < _orphans.Length; word++)
        {
            for (ulong rest = _orphans[word]; rest != 0; rest &= rest - 1)
            {
                if (!_automaton.Leads(state, (word * 64) + BitOperations.TrailingZeroCount(rest))) return false;
                // Where a demand is a state, a second one is never met as well; where it is a way, the first ones tell the most.
                if (++looked == 2) return true;
            }
        }

        return true;
    }

    private void Change(int kind, bool isOptional, int by)
    {
        int own = isOptional ? -1 : _demandOf[kind];
        if (own >= 0)
        {
            _wanting[own] += by;
            Note(own);
        }

        foreach (int demand in _sourcesOf[kind].AsSpan())
        {
            _sources[demand] += by;
            Note(demand);
        }
    }

    private void Note(int demand)
    {
        ulong bit = 1UL << demand;
        if (_wanting[demand] > 0 && _sources[demand] == 0) _orphans[demand >> 6] |= bit;
        else _orphans[demand >> 6] &= ~bit;
    }
}
