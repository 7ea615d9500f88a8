namespace Labs.Grader.Output;

/// <summary>Writes the files that the command line asks for.</summary>
internal static class OutputFile
{
    /// <summary>Says now, not after all the work, that a file can't be written.</summary>
    /// <exception cref="InputException">Its folder does not exist, or it is a folder itself, or nobody may write there.</exception>
    public static void Check(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new InputException($"{path} can't be written: it is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(full))) throw new InputException($"{path} can't be written: its folder does not exist");
        try
        {
            Try(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be written: {error.Message}");
        }
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="InputException">It can't be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        try
        {
            File.WriteAllBytes(path, content.ToArray());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be written: {error.Message}");
        }
    }

    // What a file holds stays until there is something to write, and of a new one nothing is left.
    private static void Try(string path)
    {
        var file = new FileInfo(path);
        bool isThere = file.Exists;
        // What has no length may be a pipe, which would wait for its reader, or lose him.
        if (file.LinkTarget is not null || (isThere && file.Length == 0)) return;
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite).Dispose();
        if (!isThere) file.Delete();
    }
}
