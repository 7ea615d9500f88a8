namespace Labs.Grader.Submissions;

/// <summary>What a student handed in, as folders and files to read; nothing of it is ever run or unpacked.</summary>
internal interface ISourceTree
{
    /// <summary>Where it is, for messages.</summary>
    string Place { get; }

    /// <summary>What the student's submission is called: the folder's name, or the archive's without its ending.</summary>
    string Name { get; }

    /// <summary>The names of the folders in a folder, but no links.</summary>
    /// <param name="folder">Relative, with slashes; empty for the tree's own.</param>
    IEnumerable<string> Folders(string folder);

    /// <summary>The C# files below a folder, without what a build leaves behind.</summary>
    /// <param name="folder">Relative, with slashes; empty for the tree's own.</param>
    /// <exception cref="InputException">There is more than a submission can have.</exception>
    IEnumerable<SourceEntry> Files(string folder);
}
