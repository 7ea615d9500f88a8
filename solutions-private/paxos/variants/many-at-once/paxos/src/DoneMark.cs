namespace Labs.PaxosLab;

/// <summary>How far a server's service has come: it travels with every message.</summary>
/// <param name="Server">Whose service.</param>
/// <param name="Sequence">The highest instance for which it has said Done; -1 where it never has.</param>
public sealed record DoneMark(int Server, int Sequence);
