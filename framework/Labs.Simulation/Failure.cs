namespace Labs.Simulation;

/// <summary>Why a run failed.</summary>
/// <param name="Kind">What kind of statement it is.</param>
/// <param name="Reason">What was seen, in one sentence.</param>
/// <param name="At">The virtual time at which it was seen.</param>
/// <param name="Details">More lines, such as the student's stack trace; empty where there are none.</param>
public sealed record Failure(FailureKind Kind, string Reason, TimeSpan At, string Details = "");
