using System.CommandLine;
using System.Diagnostics;
using BenchmarkDotNet.Running;
using Labs.Benchmarks;
using Labs.Checking;
using Labs.Testing;

var lab = new Argument<string>("lab") { Description = "The lab's folder under labs/." };
var submission = new Option<string?>("--submission") { Description = "A built folder with the layout of labs/; solutions-private unless given." };
var trials = new Option<int>("--trials") { Description = "Trials of each scenario.", DefaultValueFactory = _ => 200 };
var pairs = new Option<int>("--pairs") { Description = "Pairs of scenario and seed.", DefaultValueFactory = _ => 1000 };
var seed = new Option<string>("--seed") { Description = "The seed that all others come from.", DefaultValueFactory = _ => "0x0000000000000001" };
var pattern = new Option<string?>("--scenario") { Description = "Only scenarios whose name contains this." };

var heartbeat = new Command("heartbeat", "Prints events and RPCs a second of five nodes and their heartbeats.");
heartbeat.SetAction(_ => PrintHeartbeat());
var scenarios = new Command("scenarios", "Prints how fast each scenario runs.") { lab, submission, trials };
scenarios.SetAction(r => ScenarioFigures.Print(Load(r), r.GetValue(trials)));
var determinism = new Command("determinism", "Compares trace hashes between two processes.") { lab, submission, pairs, seed };
determinism.SetAction(r => Determinism.Compare(Load(r), r.GetValue(pairs), Seeds.Parse(r.GetValue(seed)!)));
var hashes = new Command("hashes", "Prints the trace hashes that 'determinism' compares.") { lab, submission, pairs, seed };
hashes.SetAction(r => Determinism.Hashes(Load(r), r.GetValue(pairs), Seeds.Parse(r.GetValue(seed)!)).ToList().ForEach(Console.WriteLine));
var soak = new Command("soak", "Runs many trials and prints the margins of every limit.") { lab, submission, trials, seed, pattern };
var subsets = new Option<int>("--subsets")
{
    Description = "How often each trial is run again with some of its deviations left out, which must not make it fail.",
};
soak.Options.Add(subsets);
soak.SetAction(r => Soak.Run(Load(r), r.GetValue(trials), Seeds.Parse(r.GetValue(seed)!), r.GetValue(pattern), r.GetValue(subsets)));
var checker = new Command("checker", "Prints how long histories of 10,000 operations take to check.");
checker.SetAction(_ => PrintChecks());
var weave = new Command("weave", "Prints what the step budget in a submission costs.") { lab, submission, trials };
weave.SetAction(r => WeaveCost.Print(Load(r), r.GetValue(trials)));
var compile = new Command("compile", "Prints how long the grader takes to compile and verify 1,000 lines, cold and warm.") { lab };
compile.SetAction(r => CompileFigures.Print(r.GetValue(lab)!));
var measure = new Command("measure", "Runs the BenchmarkDotNet benchmarks; what follows is theirs.")
{
    TreatUnmatchedTokensAsErrors = false,
};
measure.SetAction(r => { BenchmarkSwitcher.FromAssembly(typeof(Heartbeat).Assembly).Run([.. r.UnmatchedTokens]); });

var root = new RootCommand("Measures the framework.") { heartbeat, scenarios, determinism, hashes, soak, checker, weave, compile, measure };
return root.Parse(args).Invoke();

LabUnderTest Load(ParseResult result) => new(result.GetValue(lab)!, result.CommandResult.GetValue(submission));

static void PrintHeartbeat()
{
    for (var round = 0; round < 6; round++)
    {
        var start = Stopwatch.GetTimestamp();
        var run = KernelBenchmarks.Run(TimeSpan.FromSeconds(600));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            $"600 virtual s in {seconds:N3} s: {run.Events / seconds:N0} events/s, {run.Calls / seconds:N0} RPCs/s ({run.Events:N0} events, {run.Calls:N0} RPCs)");
    }
}

static void PrintChecks()
{
    foreach (var keys in (int[])[50, 5, 1])
    {
        foreach (var isLegal in (bool[])[true, false])
        {
            var history = RecordedHistory.Make(operations: 10_000, clients: 20, keys, isLegal, seed: 1);
            var times = new List<double>();
            CheckResult? result = null;
            for (var round = 0; round < 31; round++)
            {
                var start = Stopwatch.GetTimestamp();
                result = new LinearizabilityChecker(SequentialModel.Kv).Check(history);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine($"keys {keys,2}: {result!.Verdict,-7} in {times[15]:N2} ms (median of 31), {result.States:N0} configurations");
        }
    }
}
