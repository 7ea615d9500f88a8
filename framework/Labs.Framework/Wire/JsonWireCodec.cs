namespace Labs.Framework.Wire;

/// <summary>The codec of today: System.Text.Json.</summary>
public sealed class JsonWireCodec : IWireCodec
{
    /// <summary>The codec; it has no state.</summary>
    public static JsonWireCodec Instance { get; } = new();

    /// <inheritdoc/>
    public byte[] Encode<T>(T value)
        where T : class => throw new NotSupportedException();

    /// <inheritdoc/>
    public T Decode<T>(ReadOnlySpan<byte> bytes)
        where T : class => throw new NotSupportedException();
}
