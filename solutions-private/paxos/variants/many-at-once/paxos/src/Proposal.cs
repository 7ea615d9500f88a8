namespace Labs.PaxosLab;

/// <summary>A value with the ballot in which it was proposed.</summary>
public sealed record Proposal(long Ballot, string Value);
