namespace Labs.Grader.Submissions;

/// <summary>A file that could belong to a submission, not read yet.</summary>
/// <param name="Path">Relative to the tree, with slashes.</param>
/// <param name="Length">Its size in bytes, as the file system or the archive states it.</param>
/// <param name="IsLink">Whether it only points to a file.</param>
/// <param name="Open">Opens it.</param>
internal sealed record SourceEntry(string Path, long Length, bool IsLink, Func<Stream> Open)
{
    /// <summary>Reads it up to a limit, whatever its stated size.</summary>
    /// <returns>Its bytes; null where there are more than the limit.</returns>
    public byte[]? Read(int bytesMost)
    {
        // A pipe or a device has no size, and to open it might never end.
        if (Length == 0) return [];
        if (Length > bytesMost) return null;
        using var stream = Open();
        byte[] buffer = new byte[bytesMost + 1];
        int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return count > bytesMost ? null : buffer[..count];
    }
}
