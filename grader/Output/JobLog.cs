using Labs.Reporting;

namespace Labs.Grader.Output;

/// <summary>The log of a job of GitHub's, where it is written: annotations stand beside the code that they are about.</summary>
internal static class JobLog
{
    /// <summary>Writes the annotations; nothing where the process is part of no such job.</summary>
    /// <param name="report">The report.</param>
    /// <param name="submission">The submission's folder.</param>
    public static void Annotate(StudentReport report, string submission)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_ACTIONS") != "true") return;
        string? workspace = Environment.GetEnvironmentVariable("GITHUB_WORKSPACE");
        string root = string.IsNullOrEmpty(workspace) ? Directory.GetCurrentDirectory() : workspace;
        string folder = Path.GetRelativePath(root, submission).Replace(Path.DirectorySeparatorChar, '/');
        bool isOutside = Path.IsPathRooted(folder) || folder.Split('/')[0] == "..";
        Annotations.Write(Console.Out, report, isOutside ? null : folder == "." ? "" : folder);
    }
}
