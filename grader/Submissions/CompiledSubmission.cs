namespace Labs.Grader.Submissions;

/// <summary>A submission as bytes, ready to be loaded.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable symbols.</param>
internal sealed record CompiledSubmission(byte[] Assembly, byte[] Symbols);
