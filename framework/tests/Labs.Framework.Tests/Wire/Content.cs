using System.Text;
using Labs.Framework.Wire;

namespace Labs.Framework.Tests.Wire;

/// <summary>What a shape says of a value.</summary>
internal static class Content
{
    public static ContentHash Of<T>(T value)
    {
        var hash = default(ContentHash);
        Shape.Of<T>().Measure(value, ref hash);
        return hash;
    }

    public static ulong HashOf<T>(T value) => Of(value).Value;

    public static long SizeOf<T>(T value) => Of(value).Size;

    public static string Describe<T>(T value)
    {
        var text = new StringBuilder();
        Shape.Of<T>().Describe(value, text);
        return text.ToString();
    }
}
