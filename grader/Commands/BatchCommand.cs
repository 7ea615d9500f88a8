using System.CommandLine;
using Labs.Grader.Classes;
using Labs.Grader.Grading;
using Labs.Grader.Output;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary><c>labs batch LAB DIR --out DIR</c>: grades a class.</summary>
internal sealed class BatchCommand
{
    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Argument<string> _class = new("DIR")
    {
        Description = "A folder with a clone, an export or a zip archive for each student",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Where the results go: a new folder",
        Required = true,
    };

    private readonly Option<bool> _resume = Inputs.Resume("Go on with a batch that was ended, and keep the results that are there");
    private readonly Option<string?> _canvas = new("--canvas")
    {
        HelpName = "FILE",
        Description = "A gradebook that Canvas exported; canvas.csv is the same with the scores filled in",
    };

    private readonly Option<string?> _part = Inputs.Part();
    private readonly Option<int?> _trials = Inputs.Trials();
    private readonly Option<ulong?> _seed = Inputs.Seed("The seed from which the trials' own are derived, the same for all students");
    private readonly Option<string?> _seedSecret = Inputs.SeedSecret();
    private readonly Option<bool> _showSeeds = new("--show-seeds")
    {
        Description = "Open the seeds: students' reports have them although they come from a secret; with --resume, also those that are there",
    };

    private readonly Option<int?> _jobs = Inputs.Count(
        "--jobs", "How many students are graded at a time; one a processor unless given", 1024);

    private readonly Option<TimeSpan?> _timeLimit = Inputs.TimeLimit("Seconds of the wall clock after which the host ends a trial; 30 unless given");
    private readonly Option<Shard?> _shard = Inputs.Shard("Grade every N-th student alone, from the I-th on; --resume without this then writes the overview");
    private readonly Option<string[]> _withReference = Inputs.WithReference();
    private readonly Option<bool> _requireIsolation = Inputs.RequireIsolation();
    private readonly Option<bool> _quiet = Inputs.Quiet();
    private readonly CancellationToken _cancel;

    private BatchCommand(CancellationToken cancel) => _cancel = cancel;

    public static Command Make(CancellationToken cancel)
    {
        var batch = new BatchCommand(cancel);
        var command = new Command("batch", "Grades a class: a result for each student, a gradebook, an overview.")
        {
            batch._lab, batch._class, batch._out, batch._resume, batch._canvas, batch._part, batch._trials, batch._seed,
            batch._seedSecret, batch._showSeeds, batch._jobs, batch._timeLimit, batch._shard, batch._withReference,
            batch._requireIsolation, batch._quiet,
        };
        command.SetAction(batch.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string folder = parsed.GetRequiredValue(_out);
        var (students, ignored) = ClassFolder.List(parsed.GetRequiredValue(_class));
        var request = Request(parsed, students);
        // Now, not after a night's work.
        var canvas = parsed.GetValue(_canvas) is { } template ? CanvasFile.Read(template, request.Suite.Suite.Lab.Name) : null;
        var results = new ResultsFolder(folder);
        results.Open(request.Settings, parsed.GetValue(_resume));
        var report = new BatchReport(Screen.Open(), request, folder, parsed.GetValue(_quiet));
        foreach (string name in ignored) report.Print($"{PlainText.Line(name)} is no folder and no archive, and is left out.");
        var run = new BatchRun(request, results);
        report.Watch(() => run.Run(report.Finished, _cancel));
        foreach (var (student, reason) in run.Failed) Console.Error.WriteLine($"labs: {student}: {PlainText.Lines(reason)}");
        return Finish(request, results, canvas, report);
    }

    // Made of the files alone: so it is the same however often the batch was ended.
    private static int Finish(BatchRequest request, ResultsFolder results, CanvasFile? canvas, BatchReport report)
    {
        (Student Student, LabResult? Result)[] rows = [.. request.Share.Select(student => (student, results.Find(student)))];
        LabResult[] graded = [.. rows.Select(row => row.Result).OfType<LabResult>()];
        if (request.Shard is null)
        {
            results.Tidy();
            results.Write("gradebook.csv", Gradebook.Write(rows));
            results.Write("index.html", OverviewPage.Write(request.Suite.Suite.Lab.Title, rows));
            if (canvas is not null)
            {
                results.Write("canvas.csv", canvas.Fill(graded, out var unmatched, out var without));
                report.Print($"canvas.csv has the points in its column '{PlainText.Line(canvas.Column)}'.");
                foreach (string name in unmatched) report.Print($"{name} is not in the gradebook of Canvas, or not for sure, or there already.");
                foreach (string name in without) report.Print($"{PlainText.Line(name)} of the gradebook of Canvas has no submission.");
            }
        }

        report.PrintSummary(rows);
        if (graded.Length < rows.Length) return ExitStatus.GraderFailed;
        return graded.All(result => result.Score == result.MaxScore) ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    private BatchRequest Request(ParseResult parsed, IReadOnlyList<Student> students)
    {
        var shelf = LabShelf.Find();
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var secret = SeedSecret.Choose(parsed.GetValue(_seedSecret), parsed.GetValue(_seed), suite.Suite.Lab.Name);
        return new BatchRequest
        {
            Suite = suite,
            Shelf = shelf,
            Scenarios = ScenarioChoice.Choose(suite.Suite, parsed.GetValue(_part), pattern: null),
            Students = students,
            WithReference = parsed.GetValue(_withReference) ?? [],
            BaseSeed = secret?.SetId ?? parsed.GetValue(_seed) ?? Seeds.OfLab(suite.Suite.Lab.Name),
            Secret = secret,
            ShowsSeeds = secret is null || parsed.GetValue(_showSeeds),
            Trials = parsed.GetValue(_trials),
            Jobs = parsed.GetValue(_jobs) ?? Environment.ProcessorCount,
            NeededWalls = parsed.GetValue(_requireIsolation) ? Fortress.Needed : Walls.None,
            Limits = new WorkerLimits(parsed.GetValue(_timeLimit) ?? WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory),
            Shard = parsed.GetValue(_shard),
        };
    }
}
