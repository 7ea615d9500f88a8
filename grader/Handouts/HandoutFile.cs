namespace Labs.Grader.Handouts;

/// <summary>One file of a handout.</summary>
/// <param name="Path">From the handout's root, with slashes.</param>
/// <param name="Content">The bytes.</param>
internal sealed record HandoutFile(string Path, byte[] Content)
{
    /// <summary>Whether it is started as a program: it says by which.</summary>
    public bool IsProgram => Content.AsSpan().StartsWith("#!"u8);
}
