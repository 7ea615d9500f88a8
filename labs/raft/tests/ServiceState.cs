using System.Buffers.Binary;

namespace Labs.RaftLab.Tests;

/// <summary>The state of a very small service: a number into which every command is rolled, so that it shows what was executed and
/// in which order.</summary>
internal static class ServiceState
{
    /// <summary>The shortest snapshot: an index and a state.</summary>
    public const int LeastBytes = 12;

    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>The state after a further command.</summary>
    public static ulong After(ulong state, int term, string command)
    {
        var rolled = (state ^ (uint)term ^ 0xCBF2_9CE4_8422_2325) * Prime;
        foreach (var letter in command)
            rolled = (rolled ^ letter) * Prime;
        return rolled;
    }

    /// <summary>The snapshot of a state, in so many bytes.</summary>
    public static ReadOnlyMemory<byte> Snapshot(int index, ulong state, int bytes)
    {
        var snapshot = new byte[Math.Max(bytes, LeastBytes)];
        BinaryPrimitives.WriteInt32LittleEndian(snapshot, index);
        BinaryPrimitives.WriteUInt64LittleEndian(snapshot.AsSpan(sizeof(int)), state);
        for (var i = LeastBytes; i < snapshot.Length; i++)
            snapshot[i] = (byte)(snapshot[i - sizeof(ulong)] + i);
        return snapshot;
    }

    /// <summary>The state that a snapshot holds; none where it is too short.</summary>
    public static ulong Restore(ReadOnlyMemory<byte> snapshot) =>
        snapshot.Length < LeastBytes ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(snapshot.Span[sizeof(int)..]);
}
