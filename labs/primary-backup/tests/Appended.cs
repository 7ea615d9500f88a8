namespace Labs.PrimaryBackupLab.Tests;

/// <summary>Texts that are appended to a key, each once: '[client.number]'.</summary>
internal static class Appended
{
    /// <summary>The text of a client's append.</summary>
    public static string Text(int client, int number) => $"[{client}.{number}]";

    /// <summary>The texts of which a value is made.</summary>
    public static List<string> Split(string value) =>
        [.. value.Split(']', StringSplitOptions.RemoveEmptyEntries).Select(text => $"{text}]")];
}
