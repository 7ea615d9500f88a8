using Labs.Testing;

namespace Labs.Grader.Grading;

/// <summary>A line of a journal: a trial that has ended.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Trial">Which trial of it, from 0.</param>
/// <param name="IsAgain">Whether it is the repetition of one that was run before.</param>
/// <param name="Result">What it gave.</param>
internal sealed record JournalEntry(string Scenario, int Trial, bool IsAgain, TrialResult Result);
