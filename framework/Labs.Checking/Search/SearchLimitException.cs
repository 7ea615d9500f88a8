namespace Labs.Checking.Search;

/// <summary>The search ran into one of its limits.</summary>
internal sealed class SearchLimitException(string limit) : Exception($"out of {limit}")
{
    /// <summary>Which one.</summary>
    public string Limit => limit;
}
