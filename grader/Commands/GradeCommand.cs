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
    private readonly Option<string?> _json = new("--json") { HelpName = "FILE", Description = $"Write the result there, in the schema {ResultFile.Schema}" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the summary line alone" };
    private readonly CancellationToken _cancel;

    private GradeCommand(CancellationToken cancel) => _cancel = cancel;

    public static Command Make(CancellationToken cancel)
    {
        var grade = new GradeCommand(cancel);
        var command = new Command("grade", "Grades a submission.")
        {
            grade._lab, grade._submission, grade._part, grade._scenario, grade._trials, grade._seed, grade._jobs, grade._timeLimit,
            grade._json, grade._withReference, grade._quiet,
        };
        command.SetAction(grade.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string? json = parsed.GetValue(_json);
        if (json is not null) OutputFile.Check(json);
        var request = Request(parsed);
        var report = new GradeReport(Screen.Open(), request, parsed.GetValue(_quiet));
        var run = new GradingRun(request, report.Finished);
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
        if (json is not null) OutputFile.Write(json, stream => ResultFile.Write(stream, result));
        return result.Score == result.MaxScore ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    private GradeRequest Request(ParseResult parsed)
    {
        var shelf = LabShelf.Find();
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var choice = new SubmissionChoice(shelf, parsed.GetValue(_submission), parsed.GetValue(_withReference) ?? []);
        return new GradeRequest
        {
            Suite = suite,
            Scenarios = ScenarioChoice.Choose(suite.Suite, parsed.GetValue(_part), parsed.GetValue(_scenario)),
            Submission = LoadedSubmission.Load(suite, choice, _cancel),
            BaseSeed = parsed.GetValue(_seed) ?? Seeds.OfLab(suite.Suite.Lab.Name),
            Trials = parsed.GetValue(_trials),
            Jobs = parsed.GetValue(_jobs) ?? Environment.ProcessorCount,
            Limits = new WorkerLimits(parsed.GetValue(_timeLimit) ?? WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
        };
    }
}
