namespace Labs.Simulation;

/// <summary>One thing that happened in a run.</summary>
/// <param name="At">When, in virtual time from the start of the run.</param>
/// <param name="Node">Where, as in <c>raft/2</c>; <c>tester</c> for the scenario itself and <c>world</c> for faults.</param>
/// <param name="Kind">What happened, in a word: <c>send</c>, <c>receive</c>, <c>reply</c>, <c>save</c>, <c>log</c>, <c>crash</c>...</param>
/// <param name="Text">The rest, for a reader.</param>
public sealed record TraceEvent(TimeSpan At, string Node, string Kind, string Text);
