namespace Labs.Reporting;

/// <summary>How seeds and hashes are written: <c>0x</c> and 16 hex digits.</summary>
public static class Hex
{
    /// <summary>Writes all 16 digits.</summary>
    public static string Format(ulong value) => $"0x{value:x16}";
}
