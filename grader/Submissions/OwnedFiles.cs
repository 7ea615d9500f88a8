using Microsoft.Extensions.FileSystemGlobbing;

namespace Labs.Grader.Submissions;

/// <summary>Which files of a lab's folder belong to the student.</summary>
internal sealed class OwnedFiles
{
    private readonly Matcher _matcher = new(StringComparison.Ordinal);

    /// <summary>From globs, relative to the lab's folder.</summary>
    public OwnedFiles(IEnumerable<string> globs) => _matcher.AddIncludePatterns(globs);

    /// <summary>The student's files in a lab's folder.</summary>
    /// <param name="tree">What was handed in.</param>
    /// <param name="folder">The lab's folder in it.</param>
    public IEnumerable<SourceEntry> In(ISourceTree tree, string folder) =>
        tree.Files(folder).Where(file => _matcher.Match(file.Path[(folder.Length + 1)..]).HasMatches);

    /// <summary>Whether there are any.</summary>
    public bool AreIn(ISourceTree tree, string folder) => In(tree, folder).Any();
}
