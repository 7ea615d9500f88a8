using System.CommandLine;
using System.Diagnostics;
using Labs.Grader.Grading;
using Labs.Grader.Mutants;
using Labs.Grader.Output;
using Labs.Grader.Submissions;
using Labs.Grader.Suites;
using Labs.Grader.Workers;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary><c>labs mutants LAB</c>: proves a suite by solutions that are wrong.</summary>
internal sealed class MutantsCommand
{
    private const int TrialsMost = 100_000;
    private const int JobsMost = 1024;

    private readonly Argument<string> _lab = Inputs.Lab();
    private readonly Option<string?> _mutant = new("--mutant") { HelpName = "NAME|FILE", Description = "This mutant alone" };
    private readonly Option<bool> _generated = new("--generated")
    {
        Description = "Mutants made of the reference by rule; each gets no more trials than it takes to die",
    };

    private readonly Option<string?> _part = Inputs.Part();
    private readonly Option<string?> _scenario = Inputs.ScenarioPattern();
    private readonly Option<int?> _trials = Inputs.Count(
        "--trials", "How many trials each scenario gets; its own number unless given", TrialsMost);

    private readonly Option<int?> _best = Inputs.Count(
        "--best", $"Go on after {MutantPlan.FirstTrials} trials with so many scenarios alone: those that see the mutant best", JobsMost);

    private readonly Option<ulong?> _seed = Inputs.Seed("The seed from which the trials' own are derived; 'random' draws one");
    private readonly Option<int?> _jobs = Inputs.Count("--jobs", "How many trials run at a time; one a processor unless given", JobsMost);
    private readonly Option<TimeSpan?> _timeLimit = Inputs.TimeLimit("Seconds of the wall clock after which the host ends a trial; 30 unless given");
    private readonly Option<string?> _json = new("--json") { HelpName = "FILE", Description = $"Write the kill matrix there, in the schema {KillFile.Schema}" };
    private readonly Option<string?> _write = new("--write")
    {
        HelpName = "DIR",
        Description = "Write the mutants there, each as a submission that grade and replay take, and run nothing",
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the summary line alone" };
    private readonly CancellationToken _cancel;

    private MutantsCommand(CancellationToken cancel) => _cancel = cancel;

    public static Command Make(CancellationToken cancel)
    {
        var mutants = new MutantsCommand(cancel);
        var command = new Command("mutants", "Proves a suite: runs it on wrong solutions, which must all be seen.")
        {
            mutants._lab, mutants._mutant, mutants._generated, mutants._part, mutants._scenario, mutants._trials, mutants._best,
            mutants._seed, mutants._jobs, mutants._timeLimit, mutants._json, mutants._write, mutants._quiet,
        };
        command.SetAction(mutants.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_json) is { } json) OutputFile.Check(json);
        bool isGenerated = parsed.GetValue(_generated);
        if (isGenerated && parsed.GetValue(_mutant) is not null)
            throw new InputException("--generated makes mutants and --mutant names one; give one of the two");
        var shelf = LabShelf.Find();
        var suite = shelf.Open(parsed.GetRequiredValue(_lab));
        var bank = MutantBank.Open(shelf, suite.Suite.Lab);
        string? folder = parsed.GetValue(_write);
        var mutants = isGenerated ? GeneratedMutants.Of(bank.Reference) : Choose(bank, parsed.GetValue(_mutant), folder is not null);
        if (folder is not null) return Write(mutants, folder);

        var report = new MutantsReport(Screen.Open(), parsed.GetValue(_quiet));
        var watch = Stopwatch.StartNew();
        var plan = Plan(parsed, suite.Suite, stopsAtDeath: isGenerated);
        Compiler compile = new(suite, LoadedSubmission.CompileBelow(suite, shelf));
        var compiled = isGenerated ? WithoutBroken(Sift(bank, mutants, report), compile, report) : Compile(mutants, compile);
        var matrix = RunAll(parsed, plan, compiled, report);
        if (!isGenerated) report.PrintMatrix(matrix);
        report.PrintSummary(matrix, suite.Suite.Lab.Name, watch.Elapsed);
        if (parsed.GetValue(_json) is { } file)
            OutputFile.Write(file, stream => KillFile.Write(stream, suite.Suite.Lab.Name, plan.BaseSeed, matrix, isWhole: !isGenerated));
        return matrix.Survivors.Count == 0 ? ExitStatus.Passed : ExitStatus.PointsLost;
    }

    private MutantPlan Plan(ParseResult parsed, Suite suite, bool stopsAtDeath) => new(
        ScenarioChoice.Choose(suite, parsed.GetValue(_part), parsed.GetValue(_scenario)),
        parsed.GetValue(_seed) ?? Seeds.OfLab(suite.Lab.Name),
        parsed.GetValue(_trials),
        stopsAtDeath,
        parsed.GetValue(_best));

    private KillMatrix RunAll(ParseResult parsed, MutantPlan plan, CompiledMutant[] compiled, MutantsReport report)
    {
        var results = new MutantResult[compiled.Length];
        var limits = new WorkerLimits(parsed.GetValue(_timeLimit) ?? WorkerLimits.DefaultTime, WorkerLimits.DefaultMemory);
        var runner = new MutantRunner(plan, parsed.GetValue(_jobs) ?? Environment.ProcessorCount, limits);
        report.Say(
            $"{MutantsReport.Count(compiled.Length)}, {plan.Scenarios.Count:N0} scenarios, {plan.TrialsOfAll:N0} trials for each, "
            + $"base seed {Seeds.Format(plan.BaseSeed)}.");
        report.Watch(plan.TrialsOfAll * compiled.Length, () => runner.Run(compiled, report.Tried, Finish, _cancel));
        return new KillMatrix(plan.Scenarios, results);

        void Finish(int index, MutantResult result)
        {
            results[index] = result;
            report.Finished(index, result);
        }
    }

    private static IReadOnlyList<Mutant> Choose(MutantBank bank, string? nameOrFile, bool isWritten)
    {
        if (nameOrFile is null) return bank.All();
        return [isWritten && MutantBank.IsAttack(nameOrFile) ? bank.Attack(nameOrFile) : bank.Find(nameOrFile)];
    }

    private static CompiledMutant[] Compile(IReadOnlyList<Mutant> mutants, Compiler compile)
    {
        var tried = TryCompile(mutants, compile);
        if (tried.FirstOrDefault(one => one.Error.Length > 0) is { Mutant: { } broken } first)
            throw new InputException($"mutant {broken.Name}: {first.Error}");
        return [.. tried.Select(one => new CompiledMutant(one.Mutant, one.Submission!))];
    }

    private static CompiledMutant[] WithoutBroken(
        IReadOnlyList<Mutant> mutants, Compiler compile, MutantsReport report)
    {
        var tried = TryCompile(mutants, compile);
        report.Say($"{tried.Count(one => one.Submission is null):N0} of {tried.Length:N0} generated mutants do not compile.");
        return [.. tried.Where(one => one.Submission is not null).Select(one => new CompiledMutant(one.Mutant, one.Submission!))];
    }

    private static (Mutant Mutant, LoadedSubmission? Submission, string Error)[] TryCompile(
        IReadOnlyList<Mutant> mutants, Compiler compile) =>
        [.. mutants.AsParallel().AsOrdered().Select(mutant => TryCompile(mutant, compile))];

    private static (Mutant Mutant, LoadedSubmission? Submission, string Error) TryCompile(Mutant mutant, Compiler compile)
    {
        try
        {
            return (mutant, LoadedSubmission.Compile(compile.Suite, mutant.Name, mutant.Files, compile.Below), "");
        }
        catch (InputException error)
        {
            return (mutant, null, error.Message);
        }
    }

    // What somebody has found to be right is no mutant.
    private static IReadOnlyList<Mutant> Sift(MutantBank bank, IReadOnlyList<Mutant> mutants, MutantsReport report)
    {
        var equivalent = Equivalents.Read(bank.Folder);
        if (equivalent.Keys.Except(mutants.Select(mutant => mutant.Name)).FirstOrDefault() is { } stale)
            throw new InputException($"{Path.Combine(bank.Folder, Equivalents.FileName)} has '{stale}', which is not generated; remove it");
        report.Say($"{equivalent.Count:N0} generated mutants are left out as equivalent; {Equivalents.FileName} has the reasons.");
        return [.. mutants.Where(mutant => !equivalent.ContainsKey(mutant.Name))];
    }

    private static int Write(IReadOnlyList<Mutant> mutants, string folder)
    {
        for (int i = 0; i < mutants.Count; i++)
        {
            // A generated mutant's name is a line of code, and no folder's.
            string name = mutants[i].Title.Length > 0 ? mutants[i].Name : $"{i:0000}";
            foreach (var file in mutants[i].Files)
            {
                string path = Path.Combine(folder, name, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                OutputFile.Write(path, stream => stream.Write(file.Content));
            }

            Console.WriteLine($"{Path.Combine(folder, name)}: {mutants[i].Name}");
        }

        return ExitStatus.Passed;
    }

    private sealed record Compiler(BuiltSuite Suite, IReadOnlyList<CompiledSubmission> Below);
}
