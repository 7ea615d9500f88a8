namespace Labs.RaftLab;

/// <summary>The log: entries from index 1 (5.3). Before the first stands, in thought, an entry 0 of term 0 that all logs share.</summary>
internal sealed class RaftLog(IEnumerable<LogEntry> entries)
{
    private readonly List<LogEntry> _entries = [.. entries];

    public int LastIndex => _entries.Count;

    public int LastTerm => TermAt(LastIndex);

    public LogEntry this[int index] => _entries[index - 1];

    public int TermAt(int index) => index == 0 ? 0 : this[index].Term;

    /// <summary>Whether this log has the entry that this index and term name; if so, all before it are equal too (5.3).</summary>
    public bool Has(int index, int term) => index <= LastIndex && TermAt(index) == term;

    public IReadOnlyList<LogEntry> From(int index) => _entries.GetRange(index - 1, LastIndex - index + 1);

    /// <summary>Whether a candidate's log is at least as up to date as this one (5.4.1): the later last term wins, then the
    /// longer log.</summary>
    public bool IsNoNewerThan(int lastLogIndex, int lastLogTerm) =>
        lastLogTerm > LastTerm || (lastLogTerm == LastTerm && lastLogIndex >= LastIndex);

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

            _entries.RemoveRange(index - 1, LastIndex - index + 1);
            _entries.AddRange(entries.Skip(i));
            return true;
        }

        return false;
    }

    /// <summary>A copy that later changes don't touch.</summary>
    public IReadOnlyList<LogEntry> ToList() => [.. _entries];
}
