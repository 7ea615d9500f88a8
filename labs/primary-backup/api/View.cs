namespace Labs.PrimaryBackupLab;

/// <summary>Who does which work: the view service decides it, and numbers its decisions.</summary>
/// <param name="Number">From 1, and one more for each change; 0 while there is no view yet.</param>
/// <param name="Primary">Who answers the clients; <see langword="null"/> only where the number is 0.</param>
/// <param name="Backup">Who has a copy of everything, and takes over; <see langword="null"/> where there is nobody.</param>
public sealed record View(long Number, ServerId? Primary, ServerId? Backup)
{
    /// <summary>What the view service answers before the first server has pinged.</summary>
    public static View None { get; } = new(0, null, null);
}
