using System.Text;

namespace Labs.RaftLab.Tests;

/// <summary>Commands as text: easy to compare and to show.</summary>
internal static class Commands
{
    private const int MostShown = 24;

    public static string Text(ReadOnlyMemory<byte> command) => Encoding.Latin1.GetString(command.Span);

    public static ReadOnlyMemory<byte> Bytes(string command) => Encoding.Latin1.GetBytes(command);

    /// <summary>A command in a message.</summary>
    public static string Show(string command) =>
        command.Any(char.IsControl) ? $"{command.Length} bytes of no command's"
        : command.Length > MostShown ? $"\"{command[..MostShown]}...\" ({command.Length} bytes)"
        : $"\"{command}\"";
}
