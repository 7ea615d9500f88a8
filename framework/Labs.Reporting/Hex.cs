using System.Globalization;

namespace Labs.Reporting;

/// <summary>How seeds and hashes are written: <c>0x</c> and 16 hex digits.</summary>
public static class Hex
{
    /// <summary>Writes all 16 digits.</summary>
    public static string Format(ulong value) => $"0x{value:x16}";

    /// <summary>Reads <c>0x</c> and up to 16 hex digits.</summary>
    public static bool TryParse(string text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
