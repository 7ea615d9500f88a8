using System.Diagnostics;
using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Testing;

namespace Labs.Grader.Tests;

/// <summary>What a submission does to the process that runs it costs its own trials, and is named.</summary>
public sealed class HostileTests
{
    // Some milliseconds of work that no rule forbids.
    private const string Slowly = "return System.Numerics.BigInteger.Pow(3, 300_000).IsZero ? \"\" : text;";

    [Test]
    public void A_trial_that_never_ends_is_ended_by_the_host()
    {
        // One call of the base library, without a step to count and without a rule against it: only the wall clock sees it.
        using var submission = EchoSubmission.Saying(
            "return System.Text.RegularExpressions.Regex.IsMatch(new string('a', 100) + '!', \"^(a+)+$\") ? \"\" : text;");

        var (outcome, json) = submission.GradeToFile("--trials", "1", "--time-limit", "1");

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(json, Does.Contain("\"kind\": \"hang\"").And.Contains("the trial gave no result within 2 s of the wall clock"));
        Assert.That(json, Does.Contain("\"traceHash\": null").And.Contains("\"events\": 0"), "what a host ended has no figures");
    }

    [Test]
    public void Trials_that_each_stay_below_the_limit_are_given_up_once_they_take_too_long_together()
    {
        // Some tenths of a second each.
        using var submission = EchoSubmission.Saying("return System.Numerics.BigInteger.Pow(3, 3_000_000).IsZero ? \"\" : text;");
        var limits = new WorkerLimits(WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory) { Together = TimeSpan.FromSeconds(2) };

        var queue = RunOf(submission, trials: 100, limits);

        Assert.That(queue.Results[0]!.Verdict, Is.EqualTo(Verdict.Passed));
        string[] reasons = [.. queue.Results.Select(result => result?.Run.Failure?.Reason).OfType<string>()];
        Assert.That(reasons, Has.Length.EqualTo(3).And.All.EqualTo(
            "not run: earlier trials have taken the 2 s that all have together; --scenario NAME gives them to one scenario"));
    }

    [Test]
    public void A_trial_that_hung_says_so_also_where_no_time_is_left_to_try_it_again()
    {
        using var submission = EchoSubmission.Saying(
            "return System.Text.RegularExpressions.Regex.IsMatch(new string('a', 100) + '!', \"^(a+)+$\") ? \"\" : text;");

        var queue = RunOf(submission, trials: 1, new WorkerLimits(TimeSpan.FromSeconds(1), WorkerLimits.DefaultMemory)
        {
            Together = TimeSpan.FromSeconds(1),
        });

        Assert.That(queue.Results[0]!.Run.Failure!.Reason, Does.StartWith("the trial gave no result within 1 s of the wall clock"));
    }

    [Test]
    public void A_trial_that_fills_the_memory_is_ended_even_where_it_catches_the_exception()
    {
        using var submission = EchoSubmission.Saying("""
            var kept = new List<byte[]>();
            while (true)
            {
                try { kept.Add(new byte[20_000_000]); }
                catch (OutOfMemoryException) { return text; }
            }
            """);

        var (outcome, json) = submission.GradeToFile("--trials", "1");

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(json, Does.Contain("\"kind\": \"memory\"").And.Contains("the trial used more than 800 MB of memory"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_process_that_ends_is_no_pass_and_costs_only_its_own_trials()
    {
        using var submission = EchoSubmission.Saying("if (node.Random.Next(8) == 0) Environment.Exit(0); return text;");

        string refusal = submission.Grade().Error;
        var result = submission.RunUnverified(trials: 8, seed: 3);

        Assert.That(refusal, Does.Contain("The symbol 'Environment.Exit(int)' is banned"));
        Assert.That(result.Failures.Select(failure => failure.Kind), Is.Not.Empty.And.All.EqualTo("worker"));
        Assert.That(result.Failures[0].Reason, Does.Contain("the process that ran the trial died (exit status 0)"));
        Assert.That(result.Passed, Is.Positive);
    }

    [Test]
    public void Three_busy_loops_of_a_scenario_are_enough()
    {
        using var submission = EchoSubmission.Saying("while (true) { }");

        var (outcome, json) = submission.GradeToFile("--trials", "50");

        Assert.That(outcome.Output, Does.Contain("3 of 3 trials failed; the other 47 were not run"));
        Assert.That(json, Does.Contain("\"kind\": \"busy-loop\"").And.Contains("\"trials\": 3"));
    }

    [Test]
    public void What_a_submission_prints_is_kept_apart_and_cut()
    {
        using var submission = EchoSubmission.Saying("for (int i = 0; i < 200_000; i++) Console.WriteLine(\"{\\\"score\\\": 100}\"); return \"no\";");

        var outcome = submission.Grade("--trials", "1");

        Assert.That(outcome.Status, Is.EqualTo(1), outcome.Error);
        Assert.That(outcome.Output, Does.Not.Contain("score\": 100"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [Platform(Exclude = "Win")]
    public void What_differs_between_two_processes_is_named(int jobs)
    {
        using var submission = EchoSubmission.Of("""
            using Labs.Echo;
            using Labs.Framework;

            public sealed record Hash(int Value) : IRequest<Hash>;

            public sealed class Theirs : IEcho
            {
                public Theirs(INode node)
                {
                    node.Handle((Hash hash) => hash);
                    node.Start(() => Task.WhenAll(node.Others.Select(peer => peer.CallAsync(new Hash("text".GetHashCode(StringComparison.Ordinal))))));
                }

                public string Say(string text) => text;
            }
            """);

        string refusal = submission.Grade().Error;
        var result = submission.RunUnverified(trials: 41, seed: 1, jobs);
        var failure = result.Failures[0];

        Assert.That(refusal, Does.Contain("The symbol 'string.GetHashCode(StringComparison)' is banned"));
        Assert.That(result.Failures.Select(one => one.Trial), Is.EqualTo([0, 20, 40]), "each was run again in another process");
        Assert.That(failure.Kind, Is.EqualTo("nondeterministic"));
        Assert.That(failure.Reason, Does.Contain("two runs with one seed, in two processes, differed: event "));
        Assert.That(failure.Reason, Does.Match(@"Hash \{ Value = -?\d+ \}.* in one run and \[.*Hash \{ Value = -?\d+ \}"));
        Assert.That(result.Failures[1].Reason, Does.Contain("their traces had the hashes"), "one explanation of a scenario's is enough");
    }

    [Test]
    public void What_an_exception_tells_does_not_hang_on_how_long_the_process_has_run()
    {
        using var submission = EchoSubmission.Of("""
            using Labs.Echo;
            using Labs.Framework;

            public sealed class Theirs(INode node) : IEcho
            {
                public string Say(string text)
                {
                    // A method that is called often is compiled anew, and those that it calls into it.
                    for (int i = 0; i < 200; i++) Outer("other");
                    try
                    {
                        return Outer("five");
                    }
                    catch (InvalidOperationException error)
                    {
                        node.Log($"{error}");
                        return error.StackTrace!.Split('\n').Length == 3 ? text : "fewer";
                    }
                }

                private static string Outer(string text) => Inner(text);

                private static string Inner(string text) => text.Length == 4 ? throw new InvalidOperationException(text) : text;
            }
            """);

        var result = submission.RunUnverified(trials: 1000, seed: 1);

        Assert.That(Math.Max(result.Passed, result.Failed), Is.EqualTo(1000), "trials saw different stacks");
        Assert.That(result.Failures.Select(failure => failure.Kind), Has.None.EqualTo("nondeterministic"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Ctrl_C_shows_what_there_is_and_leaves_no_process_behind()
    {
        using var submission = EchoSubmission.Saying(Slowly);
        using var labs = LabsProcess.Start(submission.Folder, "grade", "echo", "--submission", EchoSubmission.Name, "--trials", "10000");
        int[] workers = WaitForWorkers(labs.Id);

        labs.Send("INT");
        var outcome = labs.End();

        Assert.That(outcome.Status, Is.EqualTo(130), outcome.Error);
        Assert.That(outcome.Output, Does.Contain("It says back what it hears").And.Contains("this is no grade"));
        Assert.That(workers.Where(IsAlive), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void Workers_end_with_a_grader_that_is_killed()
    {
        using var submission = EchoSubmission.Saying(Slowly);
        using var labs = LabsProcess.Start(submission.Folder, "grade", "echo", "--submission", EchoSubmission.Name, "--trials", "10000");
        int[] workers = WaitForWorkers(labs.Id);

        labs.Send("KILL");
        labs.End();

        Assert.That(() => workers.Where(IsAlive), Is.Empty.After(20_000, 100));
    }

    private static TrialQueue RunOf(EchoSubmission submission, int trials, WorkerLimits limits)
    {
        var shelf = new LabShelf(LabsProcess.Root);
        var suite = shelf.Open("echo");
        var job = LoadedSubmission.Load(suite, new SubmissionChoice(shelf, submission.PathOf(""), []), CancellationToken.None).Job;
        var orders = Enumerable.Range(0, trials).Select(trial => new TrialOrder(suite.Suite.Scenarios[0].Name, trial, (ulong)trial));
        var queue = new TrialQueue([.. orders], (_, _) => { });
        new TrialFarm(job, jobs: 1, limits).Run(queue, CancellationToken.None);
        return queue;
    }

    private static int[] WaitForWorkers(int parent)
    {
        int[] children = [];
        Assert.That(() => children = Children(parent), Is.Not.Empty.After(60_000, 50), "no worker was started");
        return children;
    }

    // Not the compiler, which is a child as well.
    private static int[] Children(int parent) =>
    [
        .. Ps("-eo", "pid=,ppid=,args=").Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 2 && columns[1] == $"{parent}" && columns.Contains("worker"))
            .Select(columns => int.Parse(columns[0])),
    ];

    private static bool IsAlive(int process) => Ps("-o", "stat=", "-p", $"{process}").Trim() is [not 'Z', ..];

    private static string Ps(params string[] arguments)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return ps.StandardOutput.ReadToEnd();
    }
}
