namespace Labs.Simulation;

/// <summary>Decides, for a run with a schedule, what deviates from a benign world, and lists it.</summary>
internal sealed class Deviations(Schedule schedule, Kernel kernel)
{
    private readonly HashSet<string>? _listed = schedule.Keys is null ? null : new(schedule.Keys, StringComparer.Ordinal);
    private readonly HashSet<string> _kinds = [.. (schedule.Keys ?? []).Where(IsKind)];
    private readonly Dictionary<string, Deviation> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);

    /// <summary>Those that happened, by the time at which they came up.</summary>
    public IReadOnlyList<Deviation> Used => [.. _used.Values];

    /// <summary>The keys of the schedule that never came up.</summary>
    public IReadOnlyList<string> Unused => [.. (schedule.Keys ?? []).Where(key => !IsKind(key) && !_used.ContainsKey(key))];

    /// <summary>The key of the first fault that the scenario ordered and that was left out.</summary>
    public string? FirstFaultLeftOut { get; private set; }

    /// <summary>Whether a deviation happens that the seed has drawn or the scenario has ordered.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="text">Says it for a reader.</param>
    public bool Happens(string key, Func<string> text)
    {
        if (_listed is not null && !_listed.Contains(key) && !(_kinds.Count > 0 && _kinds.Contains(key.Split(' ', 2)[0])))
            return false;
        if (!_used.ContainsKey(key))
            Note(new Deviation(key, kernel.Trace.IsKept ? text() : "", TimeSpan.FromTicks(kernel.Now)));
        return true;
    }

    private void Note(Deviation deviation)
    {
        _used.Add(deviation.Key, deviation);
        kernel.Trace.Note(kernel.Now, "world", "deviates", deviation.Text);
    }

    private static bool IsKind(string key) => !key.Contains(' ', StringComparison.Ordinal);

    /// <summary>The same for an operation, or another thing that may come up often: its key ends with which one it is.</summary>
    public bool HappensNext(string key, Func<string> text)
    {
        var ordinal = _ordinals[key] = _ordinals.GetValueOrDefault(key) + 1;
        return Happens($"{key} #{ordinal}", text);
    }

    /// <summary>The same for a fault that the scenario orders.</summary>
    public bool FaultHappens(string key, Func<string> text)
    {
        if (HappensNext(key, text))
            return true;
        FirstFaultLeftOut ??= $"{key} #{_ordinals[key]}";
        return false;
    }
}
