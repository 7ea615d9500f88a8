namespace Labs.Simulation;

/// <summary>The order of events: by time; at one instant by keyed priority, so that the seed explores interleavings; then by
/// sequence, so that the order is total.</summary>
internal readonly record struct EventKey(long Time, ulong Priority, long Sequence) : IComparable<EventKey>
{
    public int CompareTo(EventKey other)
    {
        if (Time != other.Time)
            return Time < other.Time ? -1 : 1;
        if (Priority != other.Priority)
            return Priority < other.Priority ? -1 : 1;
        return Sequence.CompareTo(other.Sequence);
    }
}
