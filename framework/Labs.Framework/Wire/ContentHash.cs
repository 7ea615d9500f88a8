namespace Labs.Framework.Wire;

/// <summary>A rolling 64-bit hash of content, and the content's size in bytes, both free of any encoding.</summary>
public struct ContentHash
{
    /// <summary>The hash so far.</summary>
    public ulong Value { get; private set; }

    /// <summary>The size so far, in bytes (see <see cref="IPersister.Size"/> for how it is counted).</summary>
    public long Size { get; private set; }

    /// <summary>Adds a number, which counts 8 bytes.</summary>
    public void Add(ulong number)
    {
        Value = (Value ^ number) * 0x9E3779B97F4A7C15UL;
        Size += 8;
    }

    /// <summary>Adds bytes, which count 4 and their length.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => throw new NotSupportedException();
}
