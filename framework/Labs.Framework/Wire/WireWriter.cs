using System.Buffers.Binary;
using System.Text;

namespace Labs.Framework.Wire;

/// <summary>Writes content, number by number, into bytes that grow.</summary>
internal sealed class WireWriter
{
    // A writer that once had to say more than this is not kept.
    private const int KeptMax = 1 << 20;

    // A member's getter, code of a student's, may encode something while a writer is in use: so it is taken, and not shared.
    [ThreadStatic]
    private static WireWriter? _spare;

    private byte[] _bytes = new byte[1024];
    private int _length;
    private int _depth;

    /// <summary>Takes an empty writer, which is nobody else's until it is given back.</summary>
    public static WireWriter Take()
    {
        var writer = _spare ?? new WireWriter();
        _spare = null;
        return writer;
    }

    /// <summary>Ends the use of a writer.</summary>
    public void GiveBack()
    {
        (_length, _depth) = (0, 0);
        if (_bytes.Length <= KeptMax)
            _spare = this;
    }

    /// <summary>What was written.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    /// <summary>Writes one bit, as a byte.</summary>
    public void Flag(bool value) => Next(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes a number of 64 bits.</summary>
    public void Number(ulong number) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), number);

    /// <summary>Writes how many elements follow; -1 says that there is no list at all.</summary>
    public void Count(int count) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), count);

    /// <summary>Writes bytes and their number.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Count(bytes.Length);
        bytes.CopyTo(Next(bytes.Length));
    }

    /// <summary>Writes a text, or that there is none.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Count(-1);
            return;
        }

        int size = Encoding.UTF8.GetByteCount(text);
        Count(size);
        Encoding.UTF8.GetBytes(text, Next(size));
    }

    /// <summary>Goes into a record.</summary>
    /// <exception cref="ContentException">Too many records lie inside each other: since it was measured, it has changed.</exception>
    public void Enter()
    {
        if (++_depth > ContentHash.DepthMax)
            throw ContentException.TooDeep();
    }

    /// <summary>Comes out of a record.</summary>
    public void Leave() => _depth--;

    private Span<byte> Next(int count)
    {
        int start = _length;
        int end = checked(start + count);
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Clamp(2L * end, end, Array.MaxLength));
        _length = end;
        return _bytes.AsSpan(start, count);
    }
}
