using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Which scenarios saw which mutants, and how sure the next grading is to see them again.</summary>
/// <param name="Scenarios">The scenarios that were run.</param>
/// <param name="Results">What was made of each mutant, in the bank's order.</param>
internal sealed record KillMatrix(IReadOnlyList<Scenario> Scenarios, IReadOnlyList<MutantResult> Results)
{
    /// <summary>The mutants that lost no points.</summary>
    public IReadOnlyList<MutantResult> Survivors => [.. Results.Where(result => !result.IsDead)];

    /// <summary>The scenarios that saw no mutant.</summary>
    public IReadOnlyList<Scenario> Idle => [.. Scenarios.Where(scenario => !Results.Any(result => IsKilledBy(result, scenario)))];

    /// <summary>The least chance that a grading with each scenario's own number of trials sees a mutant, by the lower 95 % bounds of
    /// the rates that were measured.</summary>
    public double ChanceOfDeath(MutantResult result) =>
        1 - result.Tests.Aggregate(1.0, (chance, test) => chance * ChanceOfPoints(test));

    private double ChanceOfPoints(TestResult test)
    {
        if (test.Failed == 0) return 1;
        var scenario = Scenarios.Single(scenario => scenario.Name == test.Name);
        bool isProof = test.Failures.All(failure => failure.Kind is not ("liveness" or "budget"));
        int allowed = isProof ? 0 : (int)scenario.Tolerance.Most(scenario.Trials);
        return FailureRate.ChanceOfAtMost(allowed, scenario.Trials, FailureRate.LowerBound(test.Failed, test.Trials));
    }

    private static bool IsKilledBy(MutantResult result, Scenario scenario) => result.Killers.Any(test => test.Name == scenario.Name);
}
