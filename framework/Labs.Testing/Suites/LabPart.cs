namespace Labs.Testing;

/// <summary>A part of a lab.</summary>
/// <param name="Name">A capital letter.</param>
/// <param name="Title">What it is about.</param>
public sealed record LabPart(string Name, string Title);
