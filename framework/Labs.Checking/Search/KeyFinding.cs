namespace Labs.Checking.Search;

/// <summary>What is known of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Contradiction">Why its history is illegal, if it is.</param>
/// <param name="States">How many configurations were entered.</param>
/// <param name="OutOf">The limit that ended the check; null if none did.</param>
internal sealed record KeyFinding(string Key, Contradiction? Contradiction, long States, string? OutOf);
