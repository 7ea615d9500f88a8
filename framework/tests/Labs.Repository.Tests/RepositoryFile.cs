namespace Labs.Repository.Tests;

/// <summary>A file of the repository.</summary>
/// <param name="Path">Where it stands, from the root, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);

    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>Whether it is a test, or material for one.</summary>
    public bool IsOfTests => Path.Split('/').Contains("tests");
}
