using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Mutants;

/// <summary>Which scenarios saw which mutants, and how sure the next grading is to see them again.</summary>
/// <param name="Scenarios">The scenarios that were run.</param>
/// <param name="Results">What was made of each mutant, in the bank's order.</param>
internal sealed record KillMatrix(IReadOnlyList<Scenario> Scenarios, IReadOnlyList<MutantResult> Results)
{
    private const int TrialsMost = 10_000;

    /// <summary>The mutants that lost no points.</summary>
    public IReadOnlyList<MutantResult> Survivors => [.. Results.Where(result => !result.IsDead)];

    /// <summary>The scenarios that saw no mutant.</summary>
    public IReadOnlyList<Scenario> Idle => [.. Scenarios.Where(scenario => !Results.Any(result => IsKilledBy(result, scenario)))];

    /// <summary>The least chance that a grading with each scenario's own number of trials sees a mutant, by the lower 95 % bounds of
    /// the rates that were measured.</summary>
    public double ChanceOfDeath(MutantResult result) =>
        1 - result.Tests.Aggregate(1.0, (chance, test) => chance * ChanceOfPoints(test));

    /// <summary>How many trials a scenario needs so that each mutant which it sees best is seen with a probability of 0.999, by the
    /// lower 95 % bound of the rate that was measured. At least <see cref="MutantPlan.FirstTrials"/>.</summary>
    public int TrialsNeeded(Scenario scenario) => Results
        .Select(result => result.Killers is [var best, ..] && best.Name == scenario.Name ? best : null)
        .OfType<TestResult>()
        .Select(best => TrialsFor(scenario, best))
        .Append(MutantPlan.FirstTrials)
        .Max();

    private static int TrialsFor(Scenario scenario, TestResult test)
    {
        double rate = FailureRate.LowerBound(test.Failed, test.Trials);
        int trials = 1;
        while (trials < TrialsMost && FailureRate.ChanceOfAtMost(Forgiven(scenario, test, trials), trials, rate) > 0.001) trials++;
        return trials;
    }

    // A failure of safety is a proof; of others, a share is forgiven.
    private static int Forgiven(Scenario scenario, TestResult test, int trials) =>
        test.Failures.All(failure => failure.Kind is not ("liveness" or "budget")) ? 0 : (int)scenario.Tolerance.Most(trials);

    private double ChanceOfPoints(TestResult test)
    {
        if (test.Failed == 0) return 1;
        var scenario = Scenarios.Single(scenario => scenario.Name == test.Name);
        int forgiven = Forgiven(scenario, test, scenario.Trials);
        return FailureRate.ChanceOfAtMost(forgiven, scenario.Trials, FailureRate.LowerBound(test.Failed, test.Trials));
    }

    private static bool IsKilledBy(MutantResult result, Scenario scenario) => result.Killers.Any(test => test.Name == scenario.Name);
}
