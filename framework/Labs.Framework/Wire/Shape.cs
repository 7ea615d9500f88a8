namespace Labs.Framework.Wire;

/// <summary>Finds the shape of a type of message.</summary>
public static class Shape
{
    /// <summary>Gets the shape of a type; it is checked and built at first use.</summary>
    /// <exception cref="MessageException">A member can't travel.</exception>
    public static Shape<T> Of<T>() => throw new NotSupportedException();
}
