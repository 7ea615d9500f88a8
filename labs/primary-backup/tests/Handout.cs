namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Where the handout explains a failure.</summary>
internal static class Handout
{
    /// <summary>The end of a failure's message.</summary>
    public static string See(string anchor) => $"see labs/primary-backup/README.md#{anchor}";
}
