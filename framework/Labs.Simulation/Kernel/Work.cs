namespace Labs.Simulation;

/// <summary>One entry of the event queue.</summary>
/// <param name="Owner">Whose event it is; null for the world's own.</param>
/// <param name="Run">What to run.</param>
/// <param name="State">Its argument.</param>
/// <param name="InContext">Whether it is the owner's code, to be run in the owner's context. Completions of tasks run with no
/// context current, so that the base library posts each waiter to its own node.</param>
internal readonly record struct Work(Incarnation? Owner, SendOrPostCallback Run, object? State, bool InContext);
