namespace Labs.Grader;

/// <summary>Reads the files that the command line names.</summary>
internal static class InputFile
{
    /// <summary>Reads a file of text whole: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="InputException">There is none, or it can't be read.</exception>
    public static string ReadText(string path)
    {
        using var text = new StreamReader(new MemoryStream(Read(path)));
        return text.ReadToEnd();
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file, as it was given.</param>
    /// <exception cref="InputException">There is none, or it can't be read.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path)) throw new InputException($"{path} can't be read: it is a folder; name a file in it");
        if (!File.Exists(path)) throw new InputException($"{path} can't be read: there is no such file");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} can't be read: {error.Message}");
        }
    }
}
