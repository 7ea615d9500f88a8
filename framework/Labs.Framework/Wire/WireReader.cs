using System.Buffers.Binary;
using System.Text;

namespace Labs.Framework.Wire;

/// <summary>Reads what a <see cref="WireWriter"/> wrote, in the same order.</summary>
/// <param name="bytes">What was written.</param>
internal sealed class WireReader(byte[] bytes)
{
    private int _position;

    /// <summary>Reads one bit.</summary>
    public bool Flag() => Next(1)[0] != 0;

    /// <summary>Reads a number of 64 bits.</summary>
    public ulong Number() => BinaryPrimitives.ReadUInt64LittleEndian(Next(sizeof(ulong)));

    /// <summary>Reads how many elements follow; -1 says that there is no list at all.</summary>
    public int Count()
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(Next(sizeof(int)));
        return count >= -1 ? count : throw new ContentException($"{count} can't be a number of elements");
    }

    /// <summary>Reads bytes whose number is known.</summary>
    public ReadOnlySpan<byte> Bytes(int count) => Next(count);

    /// <summary>Reads a text, or that there is none.</summary>
    public string? Text() => Count() is >= 0 and var size ? Encoding.UTF8.GetString(Next(size)) : null;

    /// <summary>Demands that all was read.</summary>
    /// <exception cref="ContentException">Something is left.</exception>
    public void End()
    {
        if (_position < bytes.Length)
            throw new ContentException($"{bytes.Length - _position} of {bytes.Length} are left over");
    }

    private ReadOnlySpan<byte> Next(int count)
    {
        if (count > bytes.Length - _position)
            throw new ContentException($"there are only {bytes.Length}");
        var next = bytes.AsSpan(_position, count);
        _position += count;
        return next;
    }
}
