namespace Labs.KeeperLab;

/// <summary>What is on the disk.</summary>
public sealed record Saved(string Value);
