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
    private const int TrialsMost = 1_000_000;
    private const int JobsMost = 1024;

    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Option<string?> _submission = Inputs.Submission();
    private readonly Option<string[]> _withReference = Inputs.WithReference();
    private readonly Option<string?> _part = Inputs.Part();
    private readonly Option<string?> _scenario = Inputs.ScenarioPattern();

    private readonly Option<int?> _trials = Inputs.Count(
        "--trials", "How many trials each scenario gets; its own number unless given", TrialsMost);
    private readonly Option<ulong?> _seed = Inputs.Seed("The seed from which the trials' own are derived; 'random' draws one");
    private readonly Option<int?> _jobs = Inputs.Count("--jobs", "How many trials run at a time; one a processor unless given", JobsMost);
    private readonly Option<TimeSpan?> _timeLimit = Inputs.TimeLimit("Seconds of the wall clock after which the host ends a trial; 30 unless given");
    private readonly Option<string?> _seedSecret = Inputs.SeedSecret();
    private readonly Option<string?> _verify = new("--verify")
    {
        HelpName = "RESULT",
        Description = "Grade again what this result file says, and compare",
    };

    private readonly ReportFiles _files = new();
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the summary line alone" };
    private readonly CancellationToken _cancel;

    private GradeCommand(CancellationToken cancel) => _cancel = cancel;

    public static Command Make(CancellationToken cancel)
    {
        var grade = new GradeCommand(cancel);
        var command = new Command("grade", "Grades a submission.")
        {
            grade._lab, grade._submission, grade._part, grade._scenario, grade._trials, grade._seed, grade._jobs, grade._timeLimit,
            grade._seedSecret, grade._verify, grade._withReference, grade._quiet,
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
        bool isQuiet = parsed.GetValue(_quiet);
        var report = new GradeReport(Screen.Open(), request, isQuiet);
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
        if (kept is not null) return GradeReport.PrintComparison(kept.Differences(result));
        return result.Score == result.MaxScore ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    private void Publish(ParseResult parsed, StudentReport report, SubmissionChoice choice)
    {
        _files.Write(parsed, report);
        if (!parsed.GetValue(_quiet)) JobLog.Annotate(report, choice.Folder);
    }

    private KeptResult? Kept(ParseResult parsed)
    {
        if (parsed.GetValue(_verify) is not { } path) return null;
        Option[] others = [_part, _scenario, _trials, _seed];
        if (others.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } other)
            throw new InputException($"--verify repeats what the file says, so that {other.Name} has no meaning beside it");
        return KeptResult.Read(path);
    }

    private GradeRequest Request(ParseResult parsed, LabShelf shelf, SubmissionChoice choice, KeptResult? kept)
    {
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var scenarios = kept is null
            ? ScenarioChoice.Choose(suite.Suite, parsed.GetValue(_part), parsed.GetValue(_scenario))
            : [.. kept.Scenarios.Select(name => ScenarioChoice.Find(suite.Suite, name))];
        var secret = Secret(parsed, suite.Suite.Lab);
        ulong baseSeed = secret?.SetId ?? kept?.BaseSeed ?? parsed.GetValue(_seed) ?? Seeds.OfLab(suite.Suite.Lab.Name);
        if (kept is not null && kept.BaseSeed != baseSeed)
            throw new InputException("the result was not made with the seeds of this secret");
        return new GradeRequest
        {
            Suite = suite,
            Scenarios = scenarios,
            Submission = Load(parsed, suite, scenarios, choice, baseSeed),
            BaseSeed = baseSeed,
            Secret = secret,
            Trials = kept is null ? parsed.GetValue(_trials) : kept.Trials(scenarios),
            Jobs = parsed.GetValue(_jobs) ?? Environment.ProcessorCount,
            Limits = new WorkerLimits(parsed.GetValue(_timeLimit) ?? WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
        };
    }

    private SeedSecret? Secret(ParseResult parsed, Lab lab)
    {
        if (parsed.GetValue(_seedSecret) is not { } path) return null;
        if (parsed.GetValue(_seed) is not null) throw new InputException("--seed and --seed-secret exclude each other; give one");
        return SeedSecret.Read(path, lab.Name);
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
