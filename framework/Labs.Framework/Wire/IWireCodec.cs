namespace Labs.Framework.Wire;

/// <summary>Turns messages and saved states into bytes and back: the one place that knows an encoding.</summary>
/// <remarks>An interface so that another encoding can take the place of this one without a change of any grade: sizes and hashes are
/// taken from content (<see cref="Shape{T}"/>), never from encoded bytes.</remarks>
public interface IWireCodec
{
    /// <summary>The codec in use. Whoever encodes asks here, so that no other place names one.</summary>
    static IWireCodec Current => BinaryWireCodec.Instance;

    /// <summary>Encodes a value whose runtime type is exactly <typeparamref name="T"/>.</summary>
    byte[] Encode<T>(T value)
        where T : class;

    /// <summary>Encodes a value that <see cref="Shape{T}.Measure"/> has seen since it last changed, and so can travel.</summary>
    byte[] EncodeMeasured<T>(T value)
        where T : class;

    /// <summary>Decodes what <see cref="Encode{T}"/> wrote.</summary>
    /// <exception cref="MessageException">The bytes are not a <typeparamref name="T"/>.</exception>
    T Decode<T>(byte[] bytes)
        where T : class;
}
