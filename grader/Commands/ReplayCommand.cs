using System.CommandLine;
using System.CommandLine.Parsing;
using Labs.Grader.Grading;
using Labs.Grader.Output;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary><c>labs replay LAB</c>: runs one trial again and tells its story.</summary>
internal sealed class ReplayCommand
{
    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Option<string> _scenario = Inputs.ScenarioName("The scenario's name; the schedule's unless given");
    private readonly Option<ulong?> _seed = Inputs.Seed("The trial's own seed, as a report gives it; the schedule's unless given");
    private readonly Option<string?> _submission = Inputs.Submission();
    private readonly Option<string[]> _withReference = Inputs.WithReference();
    private readonly Option<string?> _schedule = new("--schedule")
    {
        HelpName = "FILE",
        Description = "Only what this file lists goes wrong in the trial; labs shrink writes such files",
    };

    private readonly Option<string?> _trace = new("--trace") { HelpName = "FILE", Description = "Write the events there, one JSON object a line" };
    private readonly CancellationToken _cancel;

    private ReplayCommand(CancellationToken cancel)
    {
        _cancel = cancel;
        _scenario.Required = false;
    }

    public static Command Make(CancellationToken cancel)
    {
        var replay = new ReplayCommand(cancel);
        var command = new Command("replay", "Runs one trial again and shows its events.")
        {
            replay._lab, replay._scenario, replay._seed, replay._submission, replay._withReference,
            replay._schedule, replay._trace,
        };
        command.Validators.Add(replay.CheckTrialIsGiven);
        command.SetAction(replay.Run);
        return command;
    }

    private void CheckTrialIsGiven(CommandResult result)
    {
        if (result.GetResult(_schedule) is not null)
            return;
        foreach (var option in (Option[])[_scenario, _seed])
        {
            if (result.GetResult(option) is null)
                result.AddError($"Option '{option.Name}' is required where there is no --schedule.");
        }
    }

    private int Run(ParseResult parsed)
    {
        string? trace = parsed.GetValue(_trace);
        if (trace is not null) OutputFile.Check(trace);
        var shelf = LabShelf.Find();
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var schedule = parsed.GetValue(_schedule) is { } file
            ? ScheduleInput.Read(file, suite.Suite.Lab.Name, parsed.GetValue(_scenario), parsed.GetValue(_seed))
            : null;
        var scenario = ScenarioChoice.Find(suite.Suite, schedule?.Scenario ?? parsed.GetRequiredValue(_scenario));
        ulong seed = schedule?.Attempt.Seed ?? parsed.GetRequiredValue(_seed)!.Value;
        var choice = new SubmissionChoice(shelf, parsed.GetValue(_submission), parsed.GetValue(_withReference) ?? []);
        var submission = LoadedSubmission.Load(suite, choice, _cancel);

        // As it was graded, and in another process with the events kept, which must make no difference.
        var farm = new TrialFarm(submission.Job, jobs: 1, new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory));
        var order = schedule is null ? new TrialOrder(scenario.Name, 0, seed) : TrialOrder.For(scenario, schedule.Attempt);
        var graded = farm.RunAlone(order, _cancel);
        var traced = farm.RunAlone(order with { KeepTrace = true }, _cancel);

        var report = new ReplayReport(Console.Out);
        report.Print(scenario, graded, traced);
        if (schedule is not null) report.PrintComparison(schedule, graded);
        if (trace is not null)
            OutputFile.Write(trace, stream => TraceFile.Write(
                stream, traced.Run.Trace.Select(happened => (happened.At, happened.Node, happened.Kind, happened.Text))));
        bool isSame = graded.Verdict == traced.Verdict && graded.Run.TraceHash == traced.Run.TraceHash;
        return graded.Verdict == Verdict.Passed && isSame ? ExitStatus.Passed : ExitStatus.PointsLost;
    }
}
