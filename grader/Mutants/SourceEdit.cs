namespace Labs.Grader.Mutants;

/// <summary>One change of one file.</summary>
/// <param name="File">The file, as it is named where the change stands.</param>
/// <param name="Search">What is replaced; it must stand in the file exactly once. Null where the file is new.</param>
/// <param name="Replacement">What comes there.</param>
/// <param name="Line">Where the edit stands in its own file, for messages.</param>
internal sealed record SourceEdit(string File, string? Search, string Replacement, int Line);
