namespace Labs.Grader.Submissions;

/// <summary>One file of a submission.</summary>
/// <param name="Path">Relative to the submission, with slashes.</param>
/// <param name="Content">The bytes, as they are.</param>
internal sealed record SourceFile(string Path, byte[] Content);
