using System.Text;

namespace Labs.KvRaftLab.Tests;

/// <summary>The machine of part A: it numbers the commands that it executes. It runs on the server's node.</summary>
/// <remarks>Its state is the number of commands so far and a hash of all of them, so that whatever it missed, had twice or had in
/// another order shows in everything that follows.</remarks>
/// <param name="watch">Sees what is executed; it belongs to the tester.</param>
internal sealed class Machine(IMachineWatch watch) : IStateMachine
{
    private int _count;
    private ulong _hash;

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.Latin1.GetString(bytes.Span);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>What the machine answers to the command that it executes as number <paramref name="position"/>.</summary>
    public static string Answer(int position, string command) => $"{position} {command}";

    /// <summary>The state after one more command.</summary>
    public static ulong HashAfter(ulong hash, string command)
    {
        foreach (var letter in command)
            hash = unchecked((hash ^ letter) * 0x100000001B3UL);
        return unchecked((hash + 1) * 0x9E3779B97F4A7C15UL);
    }

    /// <summary>A snapshot of the state.</summary>
    public static string Snapshot(int count, ulong hash) => $"{count} {hash:x16}";

    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> command)
    {
        var text = Text(command);
        _hash = HashAfter(_hash, text);
        watch.Applied(++_count, text);
        return Bytes(Answer(_count, text));
    }

    public ReadOnlyMemory<byte> Snapshot() => Bytes(Snapshot(_count, _hash));

    public void Restore(ReadOnlyMemory<byte> snapshot)
    {
        var text = Text(snapshot);
        watch.Restored(text);
        _count = int.Parse(text.Split(' ')[0]);
        _hash = Convert.ToUInt64(text.Split(' ')[1], 16);
    }
}
