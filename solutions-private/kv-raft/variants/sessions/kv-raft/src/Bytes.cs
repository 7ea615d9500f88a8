using System.Text.Json;

namespace Labs.KvRaftLab;

/// <summary>Records as bytes, since Raft takes nothing else.</summary>
internal static class Bytes
{
    public static ReadOnlyMemory<byte> Of<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);

    public static T To<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span)!;
}
