namespace Labs.PaxosLab;

/// <summary>What is remembered of a client, so that nothing is done twice.</summary>
/// <param name="Number">Its last operation that was executed.</param>
/// <param name="Reply">The answer to that.</param>
public sealed record Session(long Number, Reply Reply);
