using System.Text.RegularExpressions;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Verification;
using Labs.Grader.Workers;
using Labs.Testing;
using Labs.Toy;
using Labs.Toy.Tests;

namespace Labs.Grader.Tests;

/// <summary>Each way to misbehave shows in the grader as it does in <c>dotnet test</c>: it is refused, or it fails in a worker with the
/// same kind and the same words. The first lines of each file say which.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed partial class BadSubjectTests
{
    private static readonly string Folder =
        Path.Combine(Repository.RootAbove(AppContext.BaseDirectory)!, "framework", "tests", "Labs.BadSubjects");

    private static readonly string Contract = typeof(IToy).Assembly.Location;

    private static readonly SuiteFiles Suite =
        new(Path.Combine(Folder, "toy", Lab.FileName), typeof(ToyCluster).Assembly.Location, [Contract]);

    private static IEnumerable<TestCaseData> Files =>
        Directory.EnumerateFiles(Path.Combine(Folder, "bad"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    [TestCaseSource(nameof(Files))]
    public void A_submission_that_misbehaves_is_refused_or_fails_with_its_kind(string file)
    {
        string[] head = [.. File.ReadLines(file).Take(2)];
        var compiled = Checked.Compile(
            [("Toy.cs", File.ReadAllText(file)), ("ToyServer.cs", File.ReadAllText(Path.Combine(Folder, "toy", "src", "ToyServer.cs")))],
            Contract);
        string refusal = string.Join(", ", Verifier.Verify(compiled, CancellationToken.None).Select(Name).Distinct());

        Assert.That(refusal, Is.EqualTo(Refusal().Match(head[1]) is { Success: true } said ? said.Groups["names"].Value : ""));
        if (refusal.Length == 0) CheckFailure(compiled, Expectation().Match(head[0]).Groups);
    }

    private static void CheckFailure(CompiledSubmission compiled, GroupCollection expected)
    {
        var farm = new TrialFarm(
            new WorkerJob(Suite, [new SubjectImage(compiled.Assembly, compiled.Symbols)]),
            jobs: 1,
            new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory));

        var result = farm.RunAlone(new TrialOrder(expected["scenario"].Value, 0, Seed: 0x1234), CancellationToken.None);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(FailureReport.Word(result.Run.Failure!.Kind), Is.EqualTo(expected["kind"].Value));
        Assert.That(result.Run.Failure.Reason, Does.Contain(expected["words"].Value));
    }

    private static string Name(Violation violation) =>
        violation.Rule is BanList.Rule or "LABS002" ? $"{violation.Rule} {violation.Message.Split('\'')[1]}" : violation.Rule;

    [GeneratedRegex(@"^// (?<scenario>\w+) fails \((?<kind>[a-z-]+)\): (?<words>.+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expectation();

    [GeneratedRegex("^// labs check refuses it: (?<names>.+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refusal();
}
