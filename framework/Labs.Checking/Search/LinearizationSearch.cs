namespace Labs.Checking.Search;

/// <summary>
/// Looks for an order of one key's operations that the model allows and that keeps what was before what.
/// </summary>
/// <remarks>
/// <para>
/// After J. Wing and C. Gong, 'Testing and verifying concurrent objects', 1993: depth first, the next operation is one that was called
/// before any that is not yet done returned; and G. Lowe, 'Testing for linearizability', 2017: no configuration is entered twice. A
/// configuration is the state, the number of operations that returned and are done without a gap, and a bit for each that is done and
/// still runs.
/// </para>
/// <para>
/// What else keeps the search small changes no verdict. A read that fits is done at once: wherever an order has it, it may as well be here.
/// Junk, a write that no read will see, is done at once where it changes nothing, or just before another write that is blind. Of twins
/// the first goes first. An operation that need not have happened is done only if it changes the state and no blind
/// write follows, and dropped when the others can't wait any longer. And <see cref="Demands"/> looks ahead.
/// </para>
/// </remarks>
internal sealed class LinearizationSearch : IDisposable
{
    private const int LooksBetweenClocks = 1024;

    private readonly Problem _problem;
    private readonly SearchLimit _limit;
    private readonly long _statesMax;
    private readonly StepClass[] _classes;
    private readonly Demands _demands;
    private readonly ConfigurationSet _seen;
    private readonly Links _links;
    private readonly int _reads;
    private readonly int _writes;
    private readonly int _options;
    private readonly int _junk;
    private readonly int _drop;
    private readonly int _spent;
    private readonly int _bottom;
    private readonly bool[] _isDone;
    private readonly int[] _trail;
    private readonly int[] _longest;
    private readonly ulong[] _configuration;
    private Frame[] _frames = new Frame[64];
    private ulong[] _masks;
    private Frame _now;
    private int _depth;
    private int _longestDone;
    private int _unchanged;

    /// <summary>Prepares a search.</summary>
    /// <param name="problem">The operations.</param>
    /// <param name="limit">What the whole check may use.</param>
    /// <param name="statesMax">The most configurations that this search may enter.</param>
    public LinearizationSearch(Problem problem, SearchLimit limit, long statesMax)
    {
        (_problem, _limit, _statesMax) = (problem, limit, statesMax);
        _classes = [.. problem.Automaton.Classes];
        _demands = new Demands(problem);
        _seen = new ConfigurationSet(problem.Words + 1, limit);
        _bottom = problem.Automaton.Bottom;
        _reads = problem.Count;
        (_writes, _options, _junk, _drop, _spent) = (_reads + 1, _reads + 2, _reads + 3, _reads + 4, _reads + 5);
        _links = new Links(problem.Count, rings: 4);
        for (int i = 0; i < problem.Count; i++) _links.Add(i, Ring(i));
        _isDone = new bool[problem.Count];
        _trail = new int[problem.Count];
        _longest = new int[problem.Count];
        _configuration = new ulong[problem.Words + 1];
        _masks = new ulong[_frames.Length * problem.Words];
    }

    /// <summary>How many configurations were entered.</summary>
    public int States => _seen.Count;

    /// <summary>
    /// How far the longest legal order goes, once the search has ended: how many of the operations that returned it has, by return and
    /// without a gap.
    /// </summary>
    public int Reached { get; private set; }

    /// <summary>The longest legal order, once the search has ended; all operations that must have happened, if it was found.</summary>
    public Operation[] Order => [.. _longest.Take(_longestDone).Where(entry => entry >= 0).Select(entry => _problem.Operations[entry])];

    private Span<ulong> Mask => _configuration.AsSpan(1);

    private bool IsComplete => _now.Frontier == _problem.ByReturn.Length;

    /// <summary>The operation that must be done or dropped before any that was called after its return.</summary>
    private int Due => _problem.ByReturn[_now.Frontier];

    /// <summary>Looks for an order.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="SearchLimitException">It is not known.</exception>
    public bool Run()
    {
        _now.State = _problem.Automaton.Initial;
        DoReads();
        bool isFound = IsComplete || (_demands.MayBeMet(_now.State) && Descend());
        Note();
        return isFound;
    }

    /// <inheritdoc/>
    public void Dispose() => _seen.Dispose();

    private bool Descend()
    {
        TryEnter();
        while (_depth > 0)
        {
            if (!GoOn()) _depth--;
            else if (IsComplete) return true;
            else if (TryEnter()) continue;
            if (_depth > 0) GoBack();
        }

        return false;
    }

    private int Ring(int operation)
    {
        int kind = _problem.Class[operation];
        if (_problem.IsOptional[operation]) return _options;
        return _classes[kind].IsRead ? _reads : _problem.Automaton.IsJunk(kind) ? _junk : _writes;
    }

    /// <summary>Goes on from the last configuration entered by the next step that was not tried.</summary>
    /// <returns>Whether there is one that is no dead end.</returns>
    private bool GoOn()
    {
        ref var frame = ref _frames[_depth - 1];
        long due = _problem.Return[Due];
        while (frame.Cursor != _spent)
        {
            int step = frame.Cursor;
            if (step < _problem.Count && _problem.Call[step] <= due)
            {
                frame.Cursor = _links.Next(step);
                if (TryDo(step)) return true;
            }
            else if (step == _junk)
            {
                frame.Cursor = _drop;
                if (TryJunk()) return true;
            }
            else if (step == _drop)
            {
                frame.Cursor = _spent;
                if (TryDrop()) return true;
            }
            else
            {
                // The end of a ring, or of what may be next.
                frame.Cursor = step == _options || (step < _problem.Count && _problem.IsOptional[step]) ? _junk : _links.Next(_options);
            }
        }

        return false;
    }

    private bool TryDo(int operation)
    {
        if (_problem.Twin[operation] is >= 0 and int twin && !_isDone[twin]) return false;
        int kind = _problem.Class[operation];
        bool isBlind = _classes[kind].Rule == StepRule.Always;
        if (isBlind && _now.IsIdle) return false;
        int next = Step(operation);
        if (next < 0) return false;
        bool isOptional = _problem.IsOptional[operation];
        if (isOptional && (next == _now.State || _problem.Automaton.IsJunk(kind))) return false;
        if (_demands.IsDeadEnd(next, kind)) return false;
        // What no read will see may as well be done now, just before it would be overwritten.
        if (isBlind) DoJunk();
        if (IsComplete) return true;
        Leave(operation, operation);
        return Arrive(next, isOptional);
    }

    private bool TryJunk()
    {
        int first = _links.Next(_junk);
        if (first == _junk || _problem.Call[first] > _problem.Return[Due] || _now.IsIdle || !_demands.MayBeMet(_bottom)) return false;
        DoJunk();
        return Arrive(_bottom, isIdle: false);
    }

    private bool TryDrop()
    {
        if (!_problem.IsOptional[Due]) return false;
        Leave(Due, ~Due);
        return Arrive(_now.State, _now.IsIdle);
    }

    private bool Arrive(int state, bool isIdle)
    {
        (_now.State, _now.IsIdle) = (state, isIdle);
        if (_demands.MayBeMet(state))
        {
            DoReads();
            return true;
        }

        GoBack();
        return false;
    }

    private void DoReads()
    {
        if (_now.State == _bottom) DoJunk();
        if (IsComplete) return;
        long due = _problem.Return[Due];
        for (int operation = _links.Next(_reads); operation != _reads && _problem.Call[operation] <= due;)
        {
            int following = _links.Next(operation);
            if (Step(operation) >= 0)
            {
                Leave(operation, operation);
                _now.IsIdle = false;
                if (IsComplete) return;
                due = _problem.Return[Due];
            }

            operation = following;
        }
    }

    private void DoJunk()
    {
        for (int operation = _links.Next(_junk); operation != _junk && !IsComplete && _problem.Call[operation] <= _problem.Return[Due];)
        {
            int following = _links.Next(operation);
            Leave(operation, operation);
            operation = following;
        }
    }

    private int Step(int operation)
    {
        int kind = _problem.Class[operation];
        ref readonly var step = ref _classes[kind];
        return step.Rule switch
        {
            StepRule.Always => step.Next,
            StepRule.If => _now.State == step.Needs ? step.Next : -1,
            StepRule.Unless => _now.State != step.Needs ? _now.State : -1,
            _ => _problem.Automaton.Step(_now.State, kind),
        };
    }

    /// <summary>Takes an operation from those that are to come.</summary>
    private void Leave(int operation, int entry)
    {
        _links.Take(operation);
        _demands.Remove(_problem.Class[operation], _problem.IsOptional[operation]);
        _isDone[operation] = true;
        _trail[_now.Done++] = entry;
        var mask = Mask;
        mask[_problem.Slot[operation] >> 6] |= 1UL << _problem.Slot[operation];
        // What has returned gives its slot away.
        for (; !IsComplete && _isDone[Due]; _now.Frontier++) mask[_problem.Slot[Due] >> 6] &= ~(1UL << _problem.Slot[Due]);
    }

    /// <summary>Makes the present configuration the last one entered, unless it was entered before.</summary>
    private bool TryEnter()
    {
        _configuration[0] = ((ulong)(uint)(_now.Frontier + 1) << 32) | ((ulong)(uint)_now.State << 1) | (_now.IsIdle ? 1UL : 0);
        if (!_seen.Add(_configuration)) return false;
        if (_seen.Count > _statesMax) throw new SearchLimitException("states");
        if (_seen.Count % LooksBetweenClocks == 0) _limit.CheckTime();
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, 2 * _depth);
            Array.Resize(ref _masks, 2 * _masks.Length);
        }

        _frames[_depth] = _now with { Cursor = _links.Next(_writes) };
        Mask.CopyTo(_masks.AsSpan(_depth * _problem.Words));
        _depth++;
        return true;
    }

    /// <summary>Makes the last configuration entered the present one again.</summary>
    private void GoBack()
    {
        Note();
        ref readonly var frame = ref _frames[_depth - 1];
        while (_now.Done > frame.Done)
        {
            int entry = _trail[--_now.Done];
            int operation = entry < 0 ? ~entry : entry;
            _links.GiveBack(operation);
            _demands.Restore(_problem.Class[operation], _problem.IsOptional[operation]);
            _isDone[operation] = false;
        }

        _unchanged = Math.Min(_unchanged, _now.Done);
        _now = frame;
        _masks.AsSpan((_depth - 1) * _problem.Words, _problem.Words).CopyTo(Mask);
    }

    /// <summary>Keeps the present order if it is the longest so far.</summary>
    private void Note()
    {
        if (_now.Frontier <= Reached) return;
        Reached = _now.Frontier;
        Array.Copy(_trail, _unchanged, _longest, _unchanged, _now.Done - _unchanged);
        _longestDone = _unchanged = _now.Done;
    }
}
