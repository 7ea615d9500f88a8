// Differs from the reference: that has nothing of the kind, since it remembers numbers and no answers.
namespace Labs.PrimaryBackupLab;

/// <summary>What a server remembers of a client.</summary>
/// <param name="Sequence">The number of the client's last operation.</param>
/// <param name="Value">What it brought.</param>
public sealed record Session(long Sequence, string Value);
