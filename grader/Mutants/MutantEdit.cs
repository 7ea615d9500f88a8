namespace Labs.Grader.Mutants;

/// <summary>One change of one file.</summary>
/// <param name="File">The file, as the mutant names it.</param>
/// <param name="Search">What is replaced; it must stand in the file exactly once.</param>
/// <param name="Replacement">What comes there.</param>
/// <param name="Line">Where the edit stands in the mutant's own file, for messages.</param>
internal sealed record MutantEdit(string File, string Search, string Replacement, int Line);
