using System.CommandLine;
using Labs.Grader.Grading;
using Labs.Grader.Output;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary><c>labs grade LAB</c>: grades a submission.</summary>
internal sealed class GradeCommand
{
    private const int JobsMost = 1024;

    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Option<string?> _submission = Inputs.Submission();
    private readonly Option<string[]> _withReference = Inputs.WithReference();
    private readonly Option<string?> _part = Inputs.Part();
    private readonly Option<string?> _scenario = Inputs.ScenarioPattern();

    private readonly Option<int?> _trials = Inputs.Trials();
    private readonly Option<ulong?> _seed = Inputs.Seed("The seed from which the trials' own are derived; 'random' draws one");
    private readonly Option<int?> _jobs = Inputs.Count("--jobs", "How many trials run at a time; one a processor unless given", JobsMost);
    private readonly Option<TimeSpan?> _timeLimit = Inputs.TimeLimit("Seconds of the wall clock after which the host ends a trial; 30 unless given");
    private readonly Option<string?> _seedSecret = Inputs.SeedSecret();
    private readonly Option<string?> _verify = new("--verify")
    {
        HelpName = "RESULT",
        Description = "Grade again what this result file says, and compare",
    };

    private readonly Option<bool> _requireIsolation = Inputs.RequireIsolation();

    private readonly ReportFiles _files = new();
    private readonly Option<string?> _journal = new("--journal") { HelpName = "FILE", Description = "Keep each trial there as it ends" };
    private readonly Option<bool> _resume = Inputs.Resume("Go on with the grading that the journal is of");
    private readonly Option<Shard?> _shard = Inputs.Shard("Run every N-th scenario alone, from the I-th on; 'labs merge' puts the results together");
    private readonly Option<bool> _quiet = Inputs.Quiet();
    private readonly CancellationToken _cancel;

    private GradeCommand(CancellationToken cancel) => _cancel = cancel;

    public static Command Make(CancellationToken cancel)
    {
        var grade = new GradeCommand(cancel);
        var command = new Command("grade", "Grades a submission.")
        {
            grade._lab, grade._submission, grade._part, grade._scenario, grade._trials, grade._seed, grade._jobs, grade._timeLimit,
            grade._seedSecret, grade._verify, grade._withReference, grade._requireIsolation, grade._journal, grade._resume, grade._shard,
            grade._quiet,
        };
        foreach (var file in grade._files.Options) command.Add(file);
        command.SetAction(grade.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        _files.Check(parsed);
        var shelf = LabShelf.Find();
        var choice = new SubmissionChoice(shelf, parsed.GetValue(_submission), parsed.GetValue(_withReference) ?? []);
        var kept = Kept(parsed);
        var request = Request(parsed, shelf, choice, kept);
        using var journal = Journal(parsed, request);
        request = request with { Journal = journal };
        var report = new GradeReport(Screen.Open(), request, parsed.GetValue(_quiet));
        var run = new GradingRun(request, report.Finished);
        if (kept?.ReceiptDifferences(run.Result) is { Count: > 0 } differences) return GradeReport.PrintComparison(differences);
        try
        {
            report.Watch(run.Trials, () => run.Run(_cancel));
        }
        catch (OperationCanceledException)
        {
            report.Print(run.Result, isComplete: false);
            throw;
        }

        var result = run.Result;
        report.Print(result, isComplete: true);
        Publish(parsed, new StudentReport(result) { ShowsSeeds = request.Secret is null }, choice);
        if (kept is not null) return Compare(kept, result, request.Suite.Suite);
        return result.Score == result.MaxScore ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    // A file from which a scenario was taken looks as one that was made with --part or --scenario.
    private static int Compare(KeptResult kept, LabResult result, Suite suite)
    {
        var (tests, all) = (result.Tests.Count, suite.Scenarios.Count);
        if (tests < all) Console.WriteLine($"The file has {tests} of the lab's {all} scenarios; its points are of these alone.");
        return GradeReport.PrintComparison(kept.Differences(result));
    }

    private void Publish(ParseResult parsed, StudentReport report, SubmissionChoice choice)
    {
        _files.Write(parsed, report);
        if (!parsed.GetValue(_quiet)) JobLog.Annotate(report, choice.Folder);
    }

    private KeptResult? Kept(ParseResult parsed)
    {
        if (parsed.GetValue(_verify) is not { } path) return null;
        Option[] others = [_part, _scenario, _trials, _seed, _shard];
        if (others.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } other)
            throw new InputException($"--verify repeats what the file says, so that {other.Name} has no meaning beside it");
        return KeptResult.Read(path);
    }

    private TrialJournal? Journal(ParseResult parsed, GradeRequest request)
    {
        if (parsed.GetValue(_journal) is { } path) return new TrialJournal(path, request.Identity, parsed.GetValue(_resume));
        return parsed.GetValue(_resume) ? throw new InputException("--resume needs the --journal of the grading that was ended") : null;
    }

    private GradeRequest Request(ParseResult parsed, LabShelf shelf, SubmissionChoice choice, KeptResult? kept)
    {
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var shard = parsed.GetValue(_shard);
        var scenarios = kept is null
            ? ScenarioChoice.Choose(suite.Suite, parsed.GetValue(_part), parsed.GetValue(_scenario))
            : [.. kept.Scenarios.Select(name => ScenarioChoice.Find(suite.Suite, name))];
        string? all = shard is null ? null : Shard.HashOf(scenarios, parsed.GetValue(_trials));
        scenarios = shard?.Of(scenarios) ?? scenarios;
        var secret = SeedSecret.Choose(parsed.GetValue(_seedSecret), parsed.GetValue(_seed), suite.Suite.Lab.Name);
        ulong baseSeed = secret?.SetId ?? kept?.BaseSeed ?? parsed.GetValue(_seed) ?? Seeds.OfLab(suite.Suite.Lab.Name);
        if (kept is not null && kept.BaseSeed != baseSeed)
            throw new InputException("the result was not made with the seeds of this secret");
        return new GradeRequest
        {
            Suite = suite,
            Scenarios = scenarios,
            Shard = shard,
            ShardOf = all,
            Submission = Load(parsed, suite, scenarios, choice, baseSeed),
            BaseSeed = baseSeed,
            Secret = secret,
            Trials = kept is null ? parsed.GetValue(_trials) : kept.Trials(scenarios),
            Jobs = parsed.GetValue(_jobs) ?? Environment.ProcessorCount,
            NeededWalls = parsed.GetValue(_requireIsolation) ? Fortress.Needed : Walls.None,
            Limits = new WorkerLimits(parsed.GetValue(_timeLimit) ?? WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
        };
    }

    private LoadedSubmission Load(
        ParseResult parsed, BuiltSuite suite, IReadOnlyList<Scenario> scenarios, SubmissionChoice choice, ulong baseSeed)
    {
        try
        {
            return LoadedSubmission.Load(suite, choice, _cancel);
        }
        catch (InputException error)
        {
            Publish(parsed, Refusal.Report(suite, scenarios, choice.Name, baseSeed, error.Message), choice);
            throw;
        }
    }
}
