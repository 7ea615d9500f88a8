using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Labs.Grader.Workers;

/// <summary>Messages over a pipe between the grader and a worker: a key, a length, and JSON.</summary>
/// <remarks>The key is drawn for each worker and handed over before the submission is loaded: what writes to the pipe without it
/// is not the worker.</remarks>
internal sealed class FrameStream(Stream stream, byte[] key)
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyLength = 16;

    private const int BytesMost = 256 * 1024 * 1024;

    /// <summary>Writes one message, at once.</summary>
    public void Write<T>(T message)
    {
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(message, FrameJson.Default.Options);
        byte[] frame = new byte[KeyLength + sizeof(int) + content.Length];
        key.CopyTo(frame, 0);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(KeyLength), content.Length);
        content.CopyTo(frame, KeyLength + sizeof(int));
        stream.Write(frame);
        stream.Flush();
    }

    /// <summary>Waits for one message.</summary>
    /// <returns>The message; null at the end of the pipe.</returns>
    /// <exception cref="InvalidDataException">What came is no message of the other side's.</exception>
    public T? Read<T>()
        where T : class
    {
        byte[] head = new byte[KeyLength + sizeof(int)];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(KeyLength));
        if (!CryptographicOperations.FixedTimeEquals(head.AsSpan(0, KeyLength), key) || length is < 0 or > BytesMost)
            throw new InvalidDataException("the frame has not the key");

        byte[] content = new byte[length];
        if (stream.ReadAtLeast(content, length, throwOnEndOfStream: false) < length) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(content, FrameJson.Default.Options) ?? throw new InvalidDataException("the frame is empty");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("the frame is not JSON", error);
        }
    }
}
