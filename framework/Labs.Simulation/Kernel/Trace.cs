namespace Labs.Simulation;

/// <summary>What happened: always as a rolling hash, and as events where they are kept.</summary>
/// <remarks>The hash covers time, node, kind and content. It covers no text, no log line and no exception, so it is the same with
/// events kept and not.</remarks>
internal sealed class Trace(bool isKept, int limit)
{
    private const int TextLimit = 2000;

    private readonly List<TraceEvent> _events = [];
    private int _dropped;

    public bool IsKept => isKept;

    public ulong Hash { get; private set; } = 0x6C616273;

    /// <summary>Hashes that an event of the queue ran.</summary>
    public void Step(long time, int node) => Hash = Draw.Roll(Hash, ((ulong)time << 8) ^ (ulong)node);

    /// <summary>Hashes what happened.</summary>
    public void Add(TraceKind kind, int node, ulong content) =>
        Hash = Draw.Roll(Hash, content ^ ((ulong)kind << 56) ^ ((ulong)node << 40));

    /// <summary>Keeps an event for the reader, where events are kept.</summary>
    public void Note(long time, string node, string kind, string text)
    {
        if (!isKept)
            return;
        if (_events.Count >= limit)
        {
            // The end of a failing run is what tells most.
            _events.RemoveRange(0, limit / 2);
            _dropped += limit / 2;
        }

        _events.Add(new TraceEvent(TimeSpan.FromTicks(time), node, kind, text.Length <= TextLimit ? text : text[..TextLimit] + "..."));
    }

    /// <summary>The events, oldest first; where some were dropped, a line says how many.</summary>
    public IReadOnlyList<TraceEvent> ToList() => _dropped == 0
        ? _events
        : [new TraceEvent(TimeSpan.Zero, "world", "note", $"{_dropped:N0} earlier events were dropped"), .. _events];
}
