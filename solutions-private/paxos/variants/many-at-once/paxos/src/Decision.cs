namespace Labs.PaxosLab;

/// <summary>An instance and the value that was chosen in it.</summary>
public sealed record Decision(int Sequence, string Value);
