namespace Labs.Simulation.Tests.Matrix;

/// <summary>One use of a source.</summary>
/// <param name="Wait">Begins to wait.</param>
/// <param name="Complete">Completes the wait; null where it completes by itself.</param>
internal sealed record Pending(Func<Task> Wait, Action? Complete = null);
