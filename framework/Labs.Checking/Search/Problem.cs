namespace Labs.Checking.Search;

/// <summary>One key's operations as the search wants them: numbers in arrays, in the order of their calls.</summary>
internal sealed class Problem
{
    /// <summary>When an operation that never returned did so.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Takes one key's operations.</summary>
    /// <param name="model">The model.</param>
    /// <param name="operations">The operations, in any order.</param>
    public Problem(SequentialModel model, IEnumerable<Operation> operations)
    {
        // A read that never returned says nothing.
        Operations = [.. operations.Where(operation => operation.Return is not null || !operation.IsRead)];
        if (!IsInOrder(Operations)) Operations = [.. Operations.OrderBy(operation => operation.Call)];
        Count = Operations.Length;
        Automaton = model.Compile(Operations);
        Call = new long[Count];
        Return = new long[Count];
        IsOptional = new bool[Count];
        for (int i = 0; i < Count; i++)
            (Call[i], Return[i], IsOptional[i]) = (Operations[i].Call, Operations[i].Return ?? Never, Operations[i].IsUncertain);
        ByReturn = InOrder(Return, Array.FindAll(Numbers(Count), i => Operations[i].Return is not null));
        Slot = Slots(out int slots);
        Words = Math.Max(1, (slots + 63) / 64);
        Twin = Twins();
    }

    private Problem(Problem whole, int returned)
    {
        long end = whole.Return[whole.ByReturn[returned - 1]];
        (Operations, Automaton, Call) = (whole.Operations, whole.Automaton, whole.Call);
        int called = Array.FindIndex(Call, call => call > end);
        Count = called < 0 ? whole.Count : called;
        ByReturn = whole.ByReturn[..returned];
        Return = new long[Count];
        IsOptional = new bool[Count];
        Array.Fill(Return, Never);
        Array.Fill(IsOptional, true);
        foreach (int i in ByReturn) (Return[i], IsOptional[i]) = (whole.Return[i], whole.IsOptional[i]);
        Slot = Slots(out int slots);
        Words = Math.Max(1, (slots + 63) / 64);
        Twin = Twins();
    }

    /// <summary>The operations, by call.</summary>
    public Operation[] Operations { get; }

    /// <summary>How many they are.</summary>
    public int Count { get; }

    /// <summary>The model in numbers.</summary>
    public Automaton Automaton { get; }

    /// <summary>Each operation's class.</summary>
    public int[] Class => Automaton.ClassOf;

    /// <summary>When each was called.</summary>
    public long[] Call { get; }

    /// <summary>When each returned, or <see cref="Never"/>.</summary>
    public long[] Return { get; }

    /// <summary>Which need not have happened.</summary>
    public bool[] IsOptional { get; }

    /// <summary>Those that returned, by return.</summary>
    public int[] ByReturn { get; }

    /// <summary>A number for each operation that no other one has while it runs.</summary>
    public int[] Slot { get; }

    /// <summary>How many words have a bit for each slot.</summary>
    public int Words { get; }

    /// <summary>
    /// For some operations, one of the same class that may go first whenever they may: in any order with the two the wrong way round,
    /// they can change places. -1 for others.
    /// </summary>
    public int[] Twin { get; }

    /// <summary>
    /// The history up to the return of an operation. What was called by then and had not returned may have happened or not, but if it did,
    /// it is known how it went on.
    /// </summary>
    /// <param name="returned">How many operations have returned, from 1.</param>
    public Problem Beginning(int returned) => new(this, returned);

    private static bool IsInOrder(Operation[] operations)
    {
        for (int i = 1; i < operations.Length; i++)
        {
            if (operations[i].Call < operations[i - 1].Call) return false;
        }

        return true;
    }

    private static int[] Numbers(int count)
    {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = i;
        return numbers;
    }

    // Of two that returned together, the one called first is first.
    private static int[] InOrder(long[] times, int[] operations)
    {
        long[] keys = Array.ConvertAll(operations, i => times[i]);
        Array.Sort(keys, operations);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];) end++;
            Array.Sort(operations, start, end - start);
        }

        return operations;
    }

    private int[] Slots(out int slots)
    {
        int[] slot = new int[Count];
        int[] free = new int[Count];
        int frees = 0;
        int returned = 0;
        slots = 0;
        for (int i = 0; i < Count; i++)
        {
            for (; returned < ByReturn.Length && Return[ByReturn[returned]] < Call[i]; returned++) free[frees++] = slot[ByReturn[returned]];
            slot[i] = frees > 0 ? free[--frees] : slots++;
        }

        return slot;
    }

    private int[] Twins()
    {
        int[] twin = new int[Count];
        int[] last = new int[Automaton.Classes.Count];
        Array.Fill(last, -1);
        for (int i = 0; i < Count; i++)
        {
            int before = last[Class[i]];
            bool goesFirst = before >= 0 && Return[before] <= Return[i] && (!IsOptional[before] || IsOptional[i]);
            twin[i] = goesFirst ? before : -1;
            last[Class[i]] = i;
        }

        return twin;
    }
}
