namespace Labs.Framework.Wire;

/// <summary>A value can't travel. The record around it catches this and says which member it was.</summary>
/// <param name="problem">The sentence after the member's name, without a full stop.</param>
internal sealed class ContentException(string problem) : Exception(problem);
