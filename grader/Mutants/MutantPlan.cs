using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Which trials every mutant gets.</summary>
/// <param name="Scenarios">The scenarios, in the suite's order.</param>
/// <param name="BaseSeed">The seed from which the trials' own are derived.</param>
/// <param name="Trials">How many trials every scenario gets; null for its own number.</param>
/// <param name="StopsAtDeath">Whether a mutant is left alone once it is known to lose points. Its other figures are then of no
/// meaning.</param>
/// <param name="Best">How many scenarios go on after <see cref="FirstTrials"/> trials: those that failed most often; null for all.</param>
internal sealed record MutantPlan(IReadOnlyList<Scenario> Scenarios, ulong BaseSeed, int? Trials, bool StopsAtDeath, int? Best)
{
    /// <summary>The trials of every scenario, before the best ones alone go on.</summary>
    public const int FirstTrials = 20;

    /// <summary>How many trials a mutant gets at the most.</summary>
    public int TrialsOfAll => Scenarios.Sum(TrialsOf);

    /// <summary>How many trials a scenario gets.</summary>
    public int TrialsOf(Scenario scenario) => Trials ?? scenario.Trials;
}
