namespace Labs.RaftLab;

/// <summary>What a server believes about itself.</summary>
/// <param name="Term">The latest term it has seen: <c>currentTerm</c> in the paper's figure 2. 0 before the first election.</param>
/// <param name="IsLeader">Whether it believes that it leads in that term.</param>
public sealed record RaftStatus(int Term, bool IsLeader);
