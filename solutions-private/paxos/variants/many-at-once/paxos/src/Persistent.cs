namespace Labs.PaxosLab;

/// <summary>What survives a crash.</summary>
public sealed record Persistent(SortedDictionary<int, Instance> Instances, int[] Done, int Max);
