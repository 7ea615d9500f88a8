using Labs.Grader.Grading;
using Labs.Grader.Workers;
using Labs.Reporting;
using Labs.Testing;
using Spectre.Console;

namespace Labs.Grader.Output;

/// <summary>Prints a grading: how it goes on, then a table, the failures, and a summary.</summary>
/// <param name="console">Where to.</param>
/// <param name="request">What is graded.</param>
/// <param name="isQuiet">Whether only the summary line is printed.</param>
internal sealed class GradeReport(IAnsiConsole console, GradeRequest request, bool isQuiet)
{
    private const int DetailsMost = 6;

    private readonly Dictionary<string, int> _planned =
        request.Scenarios.ToDictionary(scenario => scenario.Name, scenario => request.Trials ?? scenario.Trials);

    private readonly Dictionary<string, int> _run = request.Scenarios.ToDictionary(scenario => scenario.Name, _ => 0);
    private readonly Dictionary<string, int> _bad = request.Scenarios.ToDictionary(scenario => scenario.Name, _ => 0);
    private ProgressTask? _progress;

    /// <summary>Notes that a trial has ended; null for a repetition.</summary>
    public void Finished(Scenario scenario, TrialResult? result)
    {
        _progress?.Increment(1);
        if (result is null) return;
        if (result.Verdict != Verdict.Passed) _bad[scenario.Name]++;
        if (_progress is not null)
            _progress.Description = $"Part {scenario.Part}, {Count(_bad.Values.Sum(), "failure")}";
        else if (++_run[scenario.Name] == _planned[scenario.Name] && !isQuiet)
            Print($"{scenario.Title}: {(_bad[scenario.Name] == 0 ? "passed" : $"{_bad[scenario.Name]} not passed")}");
    }

    /// <summary>Shows how a grading goes on.</summary>
    /// <param name="trials">How many trials it takes.</param>
    /// <param name="run">The grading.</param>
    public void Watch(int trials, Action run)
    {
        if (!isQuiet)
        {
            Print(
                $"Grading {request.Submission.Name} for {request.Suite.Suite.Lab.Name}: {Count(request.Scenarios.Count, "scenario")}, "
                + $"base seed {Seeds.Format(request.BaseSeed)}, {Count(request.Jobs, "trial")} at a time.");
        }

        console.Watch(isQuiet, "Starting workers", trials, bar =>
        {
            _progress = bar;
            run();
        });
    }

    /// <summary>Prints the result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="isComplete">Whether all trials were run.</param>
    public void Print(LabResult result, bool isComplete)
    {
        if (!isQuiet)
        {
            console.Write(Table(result));
            foreach (var test in result.Tests.Where(test => test.Failures.Count > 0))
                PrintFailures(test);
            Print($"Walls around the submission: {WallNames.Of(result.Walls)}{Missing(result.Walls)}.");
        }

        Print(isComplete ? Summary(result) : $"Interrupted: {result.Tests.Sum(test => test.Trials):N0} trials were run; this is no grade.");
    }

    /// <summary>Says whether another grading gave the same.</summary>
    /// <param name="differences">What differs.</param>
    /// <returns>The exit status.</returns>
    public static int PrintComparison(IReadOnlyList<string> differences)
    {
        Console.WriteLine(differences.Count == 0
            ? "Verified: graded again, it is the result of the file."
            : "Not verified: this is not the result of the file.");
        foreach (string line in differences) Console.WriteLine($"  {line}");
        if (differences.Any(line => line.StartsWith("tests", StringComparison.Ordinal)))
            Console.WriteLine("A grade with seeds from a secret is repeated with --seed-secret.");
        return differences.Count == 0 ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    private static string Missing(Walls walls) =>
        (Fortress.Needed & ~walls) is not Walls.None and var missing ? $"; not on this system: {WallNames.Of(missing)}" : "";

    private Table Table(LabResult result)
    {
        bool hasUndecided = result.Tests.Any(test => test.Inconclusive > 0);
        var table = new Table().Border(TableBorder.Simple).AddColumn("Scenario");
        string[] titles = ["Points", "Trials", "Failed", .. hasUndecided ? ["Undecided"] : Array.Empty<string>(), "Virtual s", "RPCs"];
        foreach (string title in titles)
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        foreach (var part in request.Suite.Suite.Lab.Parts)
        {
            TestResult[] tests = [.. result.Tests.Where(test => test.Part == part.Name)];
            if (tests.Length == 0) continue;
            AddRow("bold", $"{part.Name}: {part.Title}", tests);
            foreach (var test in tests)
                AddRow(Color(test), test.Name.Replace('_', ' '), [test]);
        }

        AddRow("bold", "All", result.Tests);
        return table;

        void AddRow(string style, string name, IReadOnlyList<TestResult> tests)
        {
            string[] cells =
            [
                name,
                $"{tests.Sum(test => test.Score)}/{tests.Sum(test => test.Points)}",
                $"{tests.Sum(test => test.Trials):N0}",
                $"{tests.Sum(test => test.Failed):N0}",
                .. hasUndecided ? [$"{tests.Sum(test => test.Inconclusive):N0}"] : Array.Empty<string>(),
                $"{tests.Sum(test => test.VirtualTime.Ticks) / TimeSpan.TicksPerSecond:N0}",
                $"{tests.Sum(test => test.Rpcs):N0}",
            ];
            table.AddRow([.. cells.Select(cell => new Markup($"[{style}]{Markup.Escape(cell)}[/]"))]);
        }
    }

    private static string Color(TestResult test) => test.Verdict switch
    {
        TestVerdict.Passed when test.Failed == 0 => "green",
        TestVerdict.Failed => "red",
        _ => "yellow",
    };

    private void PrintFailures(TestResult test)
    {
        string title = $"[{Color(test)}]{Markup.Escape($"{test.Name.Replace('_', ' ')} ({test.Part}, {test.Score}/{test.Points})")}[/]";
        if (Unwritten(test.Failures[0]) is { } hole)
        {
            console.Markup(title);
            Print($": not implemented yet: {hole}");
            return;
        }

        console.Markup(title);
        Print($": {Rate(test)}");
        foreach (var failure in test.Failures.DistinctBy(failure => failure.Kind))
            PrintFailure(test.Name, failure);
        Print("");
    }

    private void PrintFailure(string scenario, TrialFailure failure)
    {
        string when = failure.At is { } at ? $"at {TraceText.Time(at)} of virtual time, " : "";
        Print($"  {failure.Kind}: {failure.Reason}");
        Print($"    {when}trial {failure.Trial}, seed {Seeds.Format(failure.Seed)}");
        foreach (string line in failure.Details.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(IsStudents).Take(DetailsMost))
        {
            Print($"    | {line}");
        }

        Print($"    {failure.Replay}");
        if (CanShrink(failure)) Print($"    {request.Submission.Replay.Shrink(scenario, failure.Seed)}");
    }

    // What the host ends, and what differs from run to run, has no list of what went wrong in it.
    private static bool CanShrink(TrialFailure failure) =>
        failure.Kind is not ("inconclusive" or "hang" or "memory" or "worker" or "nondeterministic");

    // How the engine came to call the student's code is nothing to look at.
    private static bool IsStudents(string line) =>
        !line.StartsWith("at Labs.Simulation.", StringComparison.Ordinal)
        && !line.StartsWith("at Labs.Testing.", StringComparison.Ordinal)
        && !line.StartsWith("at System.", StringComparison.Ordinal)
        && !line.StartsWith("at InvokeStub_", StringComparison.Ordinal);

    // Not through the console's own layout, which would break a line in two.
    private void Print(string line) => console.Profile.Out.Writer.WriteLine(line);

    private string Rate(TestResult test)
    {
        string rate = test.Failed == 0
            ? $"{test.Inconclusive:N0} of {test.Trials:N0} trials could not be decided, which is never a pass"
            : $"{test.Failed:N0} of {test.Trials:N0} trials failed";
        // Of what is forgiven, how bad it may be; of what is not, that it is no accident.
        bool isForgiven = test.Score == test.Points;
        if (test.Failed > 0 && test.Passed > 0)
            rate += $": {(isForgiven ? FailureRate.Describe(test.Failed, test.Trials) : FailureRate.DescribeLeast(test.Failed, test.Trials))}, with 95 % confidence";
        if (isForgiven) rate += "; within its tolerance";
        int left = _planned[test.Name] - test.Trials;
        return left == 0 ? rate : $"{rate}; the other {left:N0} were not run";
    }

    // The engine writes an exception as the runtime does: its type, a colon, its message.
    private static string? Unwritten(TrialFailure failure)
    {
        string prefix = $"{typeof(NotImplementedException).FullName}: ";
        string first = failure.Details.Split('\n')[0];
        int at = first.IndexOf(prefix, StringComparison.Ordinal);
        return at < 0 ? null : first[(at + prefix.Length)..];
    }

    private static string Summary(LabResult result)
    {
        int trials = result.Tests.Sum(test => test.Trials);
        int failed = result.Tests.Sum(test => test.Failed);
        int inconclusive = result.Tests.Sum(test => test.Inconclusive);
        string failures = failed == 0 ? $"no failure in {Count(trials, "trial")}" : $"{failed:N0} of {Count(trials, "trial")} failed";
        if (failed == 0 && inconclusive == 0 && trials > 0)
            failures += $" (every scenario {FailureRate.Describe(0, result.Tests.Min(test => test.Trials))}, with 95 % confidence)";
        if (inconclusive > 0) failures += $", {inconclusive:N0} undecided";
        return $"{result.Lab}, {result.Submission}: {result.Score} of {result.MaxScore} points; {failures}; "
            + $"{result.VirtualTime.Ticks / TimeSpan.TicksPerSecond:N0} s of virtual time in {result.WallTime.TotalSeconds:0.0} s.";
    }

    private static string Count(int number, string thing) => $"{number:N0} {thing}{(number == 1 ? "" : "s")}";
}
