namespace Labs.Grader.Classes;

/// <summary>What one student handed in.</summary>
/// <param name="Name">The folder's name, or the archive's without its ending; also that of the folder with the results.</param>
/// <param name="Path">The folder or archive.</param>
/// <param name="Refusal">Why it is not looked at; null where it is.</param>
internal sealed record Student(string Name, string Path, string? Refusal = null);
