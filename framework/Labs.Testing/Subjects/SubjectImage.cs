namespace Labs.Testing;

/// <summary>One compiled assembly of a submission.</summary>
/// <param name="Assembly">The assembly's bytes.</param>
/// <param name="Symbols">Its portable symbols, or null; without them stack traces have no file and line.</param>
public sealed record SubjectImage(byte[] Assembly, byte[]? Symbols = null);
