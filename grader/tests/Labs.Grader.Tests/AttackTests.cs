using Labs.Grader.Mutants;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Tests;

/// <summary>No attack of the bank gets a point that it has not earned, and each is told for what it is, where it stands.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class AttackTests
{
    private const ulong Seed = 0x1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const long Memory = 96 * 1024 * 1024;

    // A worker for all that end by themselves: to start one takes longer than most of them.
    private readonly SharedWorker _worker = new(new WorkerLimits(WorkerLimits.DefaultTime, Memory), CancellationToken.None);
    private readonly SharedWorker _hasty = new(new WorkerLimits(Patience, Memory), CancellationToken.None);
    private readonly Lock _lock = new();

    private static IEnumerable<TestCaseData> Refused => Cases("refused");

    private static IEnumerable<TestCaseData> NotCompiled => Cases("does not compile");

    private static IEnumerable<TestCaseData> Unfit => Cases("unfit");

    private static IEnumerable<TestCaseData> Run => Cases("fails").Concat(Cases("earns"));

    [OneTimeTearDown]
    public void EndWorkers()
    {
        _worker.Dispose();
        _hasty.Dispose();
    }

    [TestCaseSource(nameof(Refused))]
    public void An_attack_that_breaks_a_rule_is_refused_in_each_line_that_does(object one)
    {
        var attack = (Attack)one;

        var found = Verifier.Verify(Compile(attack, attack.Sources()), CancellationToken.None);

        var places = found.Select(violation => $"{violation.Place.Path}:{violation.Place.Line}").Distinct();
        Assert.That(places, Is.EqualTo(attack.Places()), Lines(found));
        var rule = found.Where(violation => violation.Rule == attack.Rule);
        Assert.That(rule.Any(violation => violation.Message.Contains(attack.Words, StringComparison.Ordinal)), Lines(found));
        Assert.That(found.Where(violation => violation.Cure == violation.Message), Is.Empty, "what to do instead is said");
    }

    [TestCaseSource(nameof(NotCompiled))]
    public void An_attack_that_is_no_CSharp_does_not_compile(object one)
    {
        var attack = (Attack)one;

        var refusal = Assert.Throws<InputException>(() => Compile(attack, attack.Sources()));

        Assert.That(refusal.Message, Does.Contain($"error {attack.Rule}: ").And.Contains(attack.Words));
        foreach (string place in attack.Places()) Assert.That(refusal.Message, Does.Contain($"\n{place}:"));
    }

    [TestCaseSource(nameof(Unfit))]
    public void An_attack_that_is_no_solution_of_the_lab_is_not_run(object one)
    {
        var attack = (Attack)one;

        var refusal = Assert.Throws<InputException>(() => Result(attack, attack.Suite(), Compile(attack, attack.Sources())));

        Assert.That(refusal.Message, Does.Contain($"{attack.Rule} {attack.Words}"));
    }

    [TestCaseSource(nameof(Run))]
    public void An_attack_that_is_run_gets_what_it_has_earned(object one)
    {
        var attack = (Attack)one;
        var suite = attack.Suite();
        var compiled = Compile(attack, attack.Sources());
        Assert.That(Verifier.Verify(compiled, CancellationToken.None).Select(found => $"{found}"), Is.Empty);

        var result = Result(attack, suite, compiled);

        string reason = PlainText.Line(result.Run.Failure?.Reason ?? result.Run.Inconclusive ?? "");
        if (attack.Outcome == "fails")
        {
            Assert.That(result.Verdict, Is.EqualTo(Verdict.Failed), reason);
            Assert.That(FailureReport.Word(result.Run.Failure!.Kind), Is.EqualTo(attack.Rule), reason);
            Assert.That(reason, Does.Contain(attack.Words));
        }
        else
        {
            var reference = Result(attack, suite, Compile(attack, attack.Reference()));
            Assert.That(result.Verdict, Is.EqualTo(reference.Verdict), reason);
            if (attack.Rule == "nothing") Assert.That(result.Run.TraceHash, Is.EqualTo(reference.Run.TraceHash), "nobody saw a difference");
        }
    }

    private static CompiledSubmission Compile(Attack attack, IReadOnlyList<SourceFile> files)
    {
        var suite = attack.Suite();
        return Compiling.SubmissionCheck.Compile(suite.Suite.Lab, files, suite.Files.Contracts);
    }

    private TrialResult Result(Attack attack, BuiltSuite suite, CompiledSubmission compiled)
    {
        string scenario = attack.Scenario ?? suite.Suite.Scenarios[0].Name;
        Assert.That(suite.Suite.Scenarios.Select(known => known.Name), Has.Member(scenario));
        lock (_lock)
        {
            var worker = attack.Rule == "hang" ? _hasty : _worker;
            return worker.Run(new WorkerJob(suite.Files, [compiled.Image]), new TrialOrder(scenario, 0, Seed));
        }
    }

    private static string Lines(IReadOnlyList<Violation> found) => string.Join('\n', found);

    private static IEnumerable<TestCaseData> Cases(string outcome) =>
        Attack.All.Where(attack => attack.Outcome == outcome).Select(attack => new TestCaseData(attack).SetArgDisplayNames($"{attack}"));
}
