namespace Labs.PrimaryBackupLab;

/// <summary>A backup's answer to its primary.</summary>
/// <param name="IsDone">Whether it did what it was told; if not, it is not the backup of this primary, or not yet.</param>
public sealed record Taken(bool IsDone);
