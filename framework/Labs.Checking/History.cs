namespace Labs.Checking;

/// <summary>What some clients did to some keys, and what they saw.</summary>
/// <remarks>
/// An operation comes before another if it returned before the other was called. If it returned at the same instant, the clock was too
/// coarse to tell, and either order will do.
/// </remarks>
public sealed class History
{
    /// <summary>Takes operations in any order.</summary>
    /// <param name="operations">The operations.</param>
    /// <exception cref="HistoryException">One returned before its call, or a client had two at once.</exception>
    public History(IEnumerable<Operation> operations)
    {
        Operations = [.. operations];
        for (int i = 0; i < Operations.Count; i++)
        {
            if (Operations[i].Return < Operations[i].Call)
                throw new HistoryException($"it returned at {Operations[i].Return}, before its call at {Operations[i].Call}", i);
        }

        foreach (var client in Enumerable.Range(0, Operations.Count).GroupBy(i => Operations[i].Client))
            CheckTurns(client);
    }

    /// <summary>The operations, as they were given.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The operations key by key: a history is linearizable if each key's is, since every operation is about one key.</summary>
    /// <returns>The keys in ordinal order, each with its operations as they were given.</returns>
    public IReadOnlyList<IReadOnlyList<Operation>> ByKey() =>
        [.. Operations.GroupBy(operation => operation.Key).OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => key.ToArray())];

    private void CheckTurns(IEnumerable<int> client)
    {
        int last = -1;
        foreach (int i in client.OrderBy(i => Operations[i].Call).ThenBy(i => Operations[i].Return ?? long.MinValue))
        {
            // One that never returned was given up: the client may go on.
            if (last >= 0 && Operations[last].Return > Operations[i].Call)
            {
                string both = $"called it at {Operations[i].Call}, while its operation of {Span(last)} had not returned";
                throw new HistoryException($"client {Operations[i].Client} {both}", i, last);
            }

            last = i;
        }
    }

    private string Span(int i) => $"{Operations[i].Call} to {Operations[i].Return}";
}
