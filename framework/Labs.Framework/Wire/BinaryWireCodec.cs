namespace Labs.Framework.Wire;

/// <summary>The codec of today: the content of the members, one after the other, without names.</summary>
/// <remarks>Whoever decodes must name the type that was encoded; a message on the network and a saved state carry it beside the bytes.
/// </remarks>
public sealed class BinaryWireCodec : IWireCodec
{
    private BinaryWireCodec()
    {
    }

    /// <summary>The codec; it has no state.</summary>
    public static BinaryWireCodec Instance { get; } = new();

    /// <inheritdoc/>
    /// <exception cref="MessageException">The type or the value can't travel, or the value is of a derived type.</exception>
    public byte[] Encode<T>(T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        // Finds whatever the value holds that can't travel, and names the member.
        var hash = default(ContentHash);
        Shape.Of<T>().Measure(value, ref hash);
        return EncodeMeasured(value);
    }

    /// <inheritdoc/>
    public byte[] EncodeMeasured<T>(T value)
        where T : class
    {
        var shape = Shape.Of<T>();
        var writer = WireWriter.Take();
        try
        {
            shape.Write(value, writer);
            return writer.ToArray();
        }
        catch (ContentException problem)
        {
            throw new MessageException($"This {TypeName.Of(typeof(T))} can't travel: it {problem.Message}");
        }
        finally
        {
            writer.GiveBack();
        }
    }

    /// <inheritdoc/>
    public T Decode<T>(byte[] bytes)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var shape = Shape.Of<T>();
        var reader = new WireReader(bytes);
        try
        {
            var value = shape.Read(reader);
            reader.End();
            return value ?? throw new ContentException("they say null");
        }
        catch (ContentException problem)
        {
            throw new MessageException($"These bytes are no {TypeName.Of(typeof(T))}: {problem.Message}");
        }
    }
}
