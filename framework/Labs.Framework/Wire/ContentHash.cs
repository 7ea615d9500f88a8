using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Labs.Framework.Wire;

/// <summary>A rolling 64-bit hash of content, and the content's size in bytes, both free of any encoding.</summary>
/// <remarks>The same in every process and on every machine. Order counts. It is no defence against someone who seeks two contents
/// with one hash.</remarks>
public struct ContentHash
{
    /// <summary>How many records may lie inside each other before it is taken for a cycle.</summary>
    internal const int DepthMax = 200;

    private const ulong Multiplier = 0x9E3779B97F4A7C15UL;
    private const ulong Increment = 0xD1B54A32D192ED03UL;
    private const ulong Absent = 0xA5EB7E0C93D41F86UL;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ulong _state;
    private int _depth;

    /// <summary>The hash so far.</summary>
    public readonly ulong Value => Finish(_state);

    /// <summary>The size so far, in bytes (see <see cref="IPersister.Size"/> for how it is counted).</summary>
    public long Size { get; private set; }

    /// <summary>Adds a number, which counts 8 bytes.</summary>
    public void Add(ulong number)
    {
        _state = Step(_state, number);
        Size += 8;
    }

    /// <summary>Adds bytes, which count 4 and their length.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _state = Step(_state, bytes);
        Size += 4 + bytes.Length;
    }

    /// <summary>Adds a text, which counts 4 and its length in UTF-8.</summary>
    /// <exception cref="ContentException">It holds half of a surrogate pair, which UTF-8 can't say.</exception>
    internal void Add(string text)
    {
        try
        {
            Size += 4 + StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException problem)
        {
            throw new ContentException(
                $"holds a text with half of a surrogate pair (U+{(int)text[problem.Index]:X4} at {problem.Index}), which can't travel; " +
                "send bytes as a byte[] instead.");
        }

        _state = Step(_state, MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Adds a value that takes more than one step, or none of the sizes above.</summary>
    internal void Add(ulong number, int size)
    {
        _state = Step(_state, number);
        Size += size;
    }

    /// <summary>Adds what is not there; it counts 1 byte.</summary>
    internal void AddNull() => Add(Absent, 1);

    /// <summary>Goes into a record.</summary>
    /// <exception cref="ContentException">Too many records lie inside each other.</exception>
    internal void Enter()
    {
        if (++_depth > DepthMax)
            throw ContentException.TooDeep();
    }

    /// <summary>Comes out of a record.</summary>
    internal void Leave() => _depth--;

    /// <summary>An empty hash at the same depth, for content whose order must not count.</summary>
    internal readonly ContentHash Beside() => new() { _depth = _depth };

    // A 128-bit product folded in half: every bit of the sum of state and word reaches every half of the product. A step is one
    // multiplication; what it leaves undone in the last word, Finish does.
    private static ulong Step(ulong state, ulong word)
    {
        ulong high = Math.BigMul(state ^ word, Multiplier, out ulong low);
        return (high ^ low) + Increment;
    }

    private static ulong Step(ulong state, ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        ulong first = Step(state, (ulong)length);
        if (length >= 16)
        {
            // Two lanes, so that one multiplication does not wait for the other.
            ulong second = state ^ Multiplier;
            for (; bytes.Length >= 16; bytes = bytes[16..])
            {
                first = Step(first, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                second = Step(second, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            }

            first = Step(first, second);
        }

        if (bytes.Length >= 8)
        {
            first = Step(first, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        return bytes.IsEmpty ? first : Step(first, Partial(bytes));
    }

    private static ulong Partial(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            word = (word << 8) | bytes[i];
        return word;
    }

    private static ulong Finish(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EBUL;
        return state ^ (state >> 31);
    }
}
