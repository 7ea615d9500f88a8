namespace Labs.Checking.Search;

/// <summary>What the searches of one check may still use.</summary>
internal sealed class SearchLimit(CheckLimit limit)
{
    private long _bytes = limit.BytesMax;

    /// <summary>The most configurations that one search may reach.</summary>
    public long StatesMax => limit.StatesMax;

    /// <summary>Takes memory for good.</summary>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _bytes, -bytes) < 0) throw new SearchLimitException("memory");
    }

    /// <summary>Gives memory back.</summary>
    public void GiveBack(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Asks whether the caller still waits.</summary>
    public void CheckTime()
    {
        if (limit.Cancel.IsCancellationRequested) throw new SearchLimitException("time");
    }
}
