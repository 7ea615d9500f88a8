namespace Labs.RaftLab;

/// <summary>The log: entries from index 1 (5.3), of which the first ones may have gone into a snapshot (7).</summary>
/// <remarks>Before the first entry stands, in thought, the last one that the snapshot covers; without a snapshot that is an entry 0
/// of term 0, which all logs share.</remarks>
internal sealed class RaftLog(int lastIncludedIndex, int lastIncludedTerm, IEnumerable<LogEntry> entries)
{
    private readonly List<LogEntry> _entries = [.. entries];

    public int LastIncludedIndex { get; private set; } = lastIncludedIndex;

    public int LastIncludedTerm { get; private set; } = lastIncludedTerm;

    /// <summary>What follows the snapshot.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    public int LastIndex => LastIncludedIndex + _entries.Count;

    public int LastTerm => TermAt(LastIndex);

    public LogEntry this[int index] => _entries[Place(index)];

    public int TermAt(int index) => index == LastIncludedIndex ? LastIncludedTerm : this[index].Term;

    /// <summary>Whether this log has the entry that this index and term name; if so, all before it are equal too (5.3).</summary>
    /// <remarks>To be asked about logs of candidates and leaders that were elected: what this log's snapshot covers is committed,
    /// so they have the same there (5.4.3, 'leader completeness').</remarks>
    public bool Has(int index, int term) => index < LastIncludedIndex || (index <= LastIndex && TermAt(index) == term);

    /// <summary>Whether a candidate's log is at least as up to date as this one (5.4.1): the later last term wins, then the
    /// longer log.</summary>
    public bool IsNoNewerThan(int lastLogIndex, int lastLogTerm) =>
        lastLogTerm > LastTerm || (lastLogTerm == LastTerm && lastLogIndex >= LastIndex);

    /// <summary>The last index up to a given one whose term is no later than a given one: the last place where this log can equal
    /// another one that has this term at this index.</summary>
    /// <remarks>Terms never fall along a log, so an entry of a later term can't be in that other log so early. The result lies
    /// below the snapshot's end where the two differ even there.</remarks>
    public int LastPossibleMatch(int index, int term)
    {
        index = Math.Min(index, LastIndex);
        while (index >= LastIncludedIndex && TermAt(index) > term)
            index--;
        return index;
    }

    public void Append(LogEntry entry) => _entries.Add(entry);

    /// <summary>A copy of the entries from an index on.</summary>
    public IReadOnlyList<LogEntry> From(int index) => _entries.GetRange(Place(index), LastIndex - index + 1);

    /// <summary>Takes over a leader's entries (figure 2, AppendEntries, steps 3 and 4).</summary>
    /// <remarks>Only a conflict removes entries: the message may be an old one, and what follows in this log newer than it.</remarks>
    /// <returns>Whether anything changed.</returns>
    public bool Merge(int prevLogIndex, IReadOnlyList<LogEntry> entries)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var index = prevLogIndex + 1 + i;
            if (Has(index, entries[i].Term))
                continue;

            _entries.RemoveRange(Place(index), LastIndex - index + 1);
            _entries.AddRange(entries.Skip(i));
            return true;
        }

        return false;
    }

    /// <summary>Drops what a snapshot covers (7), and keeps what follows it, if it does follow: entries after another one than the
    /// snapshot's last are of no use (figure 13, steps 6 and 7).</summary>
    public void DropUpTo(int index, int term)
    {
        if (Has(index, term))
            _entries.RemoveRange(0, index - LastIncludedIndex);
        else
            _entries.Clear();
        (LastIncludedIndex, LastIncludedTerm) = (index, term);
    }

    private int Place(int index) => index - LastIncludedIndex - 1;
}
