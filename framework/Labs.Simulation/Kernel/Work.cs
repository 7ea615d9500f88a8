namespace Labs.Simulation;

/// <summary>One entry of the event queue.</summary>
/// <param name="Owner">Whose event it is; null for the world's own.</param>
/// <param name="Run">What to run.</param>
/// <param name="State">Its argument.</param>
/// <param name="IsCode">Whether it is the owner's code that runs, and not merely the completion of a task that it awaits.</param>
internal readonly record struct Work(Incarnation? Owner, SendOrPostCallback Run, object? State, bool IsCode);
