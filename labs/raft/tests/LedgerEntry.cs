namespace Labs.RaftLab.Tests;

/// <summary>What was applied first at an index.</summary>
/// <param name="Term">The entry's term.</param>
/// <param name="Command">Its command.</param>
/// <param name="By">Who applied it first.</param>
/// <param name="State">The service's state after it.</param>
internal sealed record LedgerEntry(int Term, string Command, RaftServer By, ulong State)
{
    /// <summary>A term in which it was known to be committed: the leaders of all later terms have it.</summary>
    public int CommittedBy { get; set; } = int.MaxValue;
}
