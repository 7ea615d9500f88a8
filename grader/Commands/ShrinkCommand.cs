using System.CommandLine;
using Labs.Grader.Grading;
using Labs.Grader.Output;
using Labs.Grader.Shrinking;
using Labs.Grader.Suites;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary><c>labs shrink LAB</c>: makes a failing trial smaller and tells its story.</summary>
internal sealed class ShrinkCommand
{
    private const int SecondsUnlessGiven = 60;
    private const int JobsMost = 1024;

    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Option<string> _scenario = Inputs.ScenarioName();
    private readonly Option<ulong?> _seed = Inputs.Seed("The failing trial's own seed, as a report gives it");
    private readonly Option<string?> _submission = Inputs.Submission();
    private readonly Option<string[]> _withReference = Inputs.WithReference();
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "FILE",
        Description = $"Where to keep the smaller run, in the schema {ScheduleFile.Schema}; a file in .labs/ unless given",
    };

    private readonly Option<int?> _jobs = Inputs.Count(
        "--jobs", "How many runs are tried at a time; one a processor unless given", JobsMost);

    private readonly Option<TimeSpan?> _timeLimit = Inputs.TimeLimit(
        $"Seconds of the wall clock after which the search ends; {SecondsUnlessGiven} unless given");

    private readonly CancellationToken _cancel;

    private ShrinkCommand(CancellationToken cancel)
    {
        _cancel = cancel;
        _seed.Required = true;
    }

    public static Command Make(CancellationToken cancel)
    {
        var shrink = new ShrinkCommand(cancel);
        var command = new Command("shrink", "Makes a failing trial smaller, and tells the story of what is left.")
        {
            shrink._lab, shrink._scenario, shrink._seed, shrink._submission, shrink._withReference, shrink._out, shrink._jobs,
            shrink._timeLimit,
        };
        command.SetAction(shrink.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var shelf = LabShelf.Find();
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var scenario = ScenarioChoice.Find(suite.Suite, parsed.GetRequiredValue(_scenario));
        ulong seed = parsed.GetRequiredValue(_seed)!.Value;
        string path = Path(parsed.GetValue(_out), shelf, suite.Suite.Lab.Name, scenario.Name, seed);
        var choice = new SubmissionChoice(shelf, parsed.GetValue(_submission), parsed.GetValue(_withReference) ?? []);
        var submission = LoadedSubmission.Load(suite, choice, _cancel);

        var report = new ShrinkReport(Screen.Open());
        var run = new ShrinkRun(
            submission.Job,
            scenario,
            parsed.GetValue(_jobs) ?? Environment.ProcessorCount,
            parsed.GetValue(_timeLimit) ?? TimeSpan.FromSeconds(SecondsUnlessGiven));
        Shrinker shrinker = null!;
        report.Watch(scenario, seed, () => shrinker = run.Run(seed, report.Progressed, _cancel));

        report.Print(scenario, shrinker, run);
        var told = run.Told!.Run.Failure is null ? shrinker.Best : shrinker.Best with { Result = run.Told };
        report.PrintKept(path, Keep(told, path));
        if (shrinker.Other is { } other)
        {
            string beside = System.IO.Path.ChangeExtension(path, ".other.json");
            report.PrintOther(other, beside, Keep(other, beside));
        }

        _cancel.ThrowIfCancellationRequested();
        return ExitStatus.Passed;

        string Keep(Finding finding, string file)
        {
            OutputFile.Write(file, ScheduleFile.Of(suite.Suite.Lab.Name, scenario.Name, finding).Write);
            return submission.Replay.For(scenario.Name, finding.Attempt.Seed, file);
        }
    }

    private static string Path(string? given, LabShelf shelf, string lab, string scenario, ulong seed)
    {
        if (given is not null)
        {
            OutputFile.Check(given);
            return given;
        }

        string folder = System.IO.Path.Combine(shelf.Root, ".labs");
        Directory.CreateDirectory(folder);
        string whole = System.IO.Path.Combine(folder, $"{lab}-{scenario}-{Seeds.Format(seed)}.json");
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, whole);
        return relative.StartsWith("..", StringComparison.Ordinal) ? whole : relative;
    }
}
