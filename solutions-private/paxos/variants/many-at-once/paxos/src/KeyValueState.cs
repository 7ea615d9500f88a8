namespace Labs.PaxosLab;

/// <summary>All that the service knows after some instance: what a snapshot holds.</summary>
/// <param name="Applied">The last instance that was executed; -1 before the first.</param>
/// <param name="Values">The keys and their values.</param>
/// <param name="Sessions">What is remembered of each client.</param>
public sealed record KeyValueState(int Applied, SortedDictionary<string, string> Values, SortedDictionary<long, Session> Sessions);
