using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Labs.Testing.Tests.NUnit;

/// <summary>Scenarios are NUnit's tests, and the engine runs them.</summary>
public sealed class ScenarioTests
{
    private const string FailsSometimes = """
        using System;
        using System.Threading.Tasks;
        using Labs.Framework;

        namespace Labs.Toy;

        public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
        {
            private readonly int _lot = node.Random.Next(24);

            public override string Ask(string question) => _lot == 0 ? throw new InvalidOperationException("drew a blank") : question;
        }
        """;

    private SuiteRun _run = null!;

    [SetUp]
    public void MakeRepository() => _run = new SuiteRun();

    [TearDown]
    public void RemoveRepository() => _run.Dispose();

    [Test]
    public void Each_scenario_is_one_test_whose_category_is_its_part()
    {
        var results = _run.Run(Submissions.Toy());

        Assert.That(
            results.Keys, Is.EquivalentTo(new[] { "Servers_greet_each_other", "A_server_answers", "A_restarted_server_greets_again" }));
        Assert.That(results.Values.Select(result => result.ResultState), Is.All.EqualTo(ResultState.Success));
        var restarted = results["A_restarted_server_greets_again"].Test;
        Assert.That(restarted.Properties.Get("Category"), Is.EqualTo("B"));
        Assert.That(restarted.FullName, Is.EqualTo("Labs.Toy.Tests.GreetingTests.A_restarted_server_greets_again"));
        Assert.That(Directory.Exists(Path.Combine(_run.Root, ".labs")), Is.False);
    }

    [Test]
    public void A_failure_is_reported_with_its_seed_and_the_lines_that_run_it_again()
    {
        var result = _run.Run(Submissions.Toy("ThrowsInACall"), "LABS_TRIALS=7", "LABS_SEED=0x2a")["A_server_answers"];

        Assert.That(result.ResultState, Is.EqualTo(ResultState.Failure));
        Assert.That(result.Message, Does.StartWith("A server answers failed (exception)\n  toy/0 threw InvalidOperationException"));
        Assert.That(result.Message, Does.Contain("seed 0x000000000000002a").And.Contains("\n  3 of 3 trials failed; the other 4 were not run\n"));
        Assert.That(result.Message, Does.Contain("at Labs.Toy.Toy.Ask(String question) in Subject.cs:line "));
        Assert.That(result.Message, Does.Not.Contain("Labs.Simulation."));
        Assert.That(result.Message, Does.Contain(
            "dotnet test labs/toy/tests -p:Submission=answers --filter \"Name=A_server_answers\" " +
            "-e LABS_SEED=0x000000000000002a -e LABS_TRIALS=1\n"));
        Assert.That(result.Message, Does.Contain(
            "dotnet run -c Release --project grader -- replay toy --scenario A_server_answers --seed 0x000000000000002a " +
            "--submission answers\n"));
        Assert.That(result.Message, Does.Contain(
            "dotnet run -c Release --project grader -- shrink toy --scenario A_server_answers --seed 0x000000000000002a " +
            "--submission answers\n"));
    }

    [Test]
    public void The_lowest_failing_trial_is_reported_whatever_ran_at_once()
    {
        var subject = Submissions.Compile(FailsSometimes, Submissions.ToyServer);
        var suite = Suite.Load(typeof(Labs.Toy.Tests.ToyCluster).Assembly);
        var scenario = suite.Scenarios.First(s => s.Name == "A_server_answers");
        var loaded = Submissions.Load(subject);
        var bad = Enumerable.Range(0, 200)
            .Select(trial => (Trial: trial, Seed: Seeds.Derive(9, scenario.Name, trial)))
            .Where(each => TrialRunner.Run(scenario, loaded, each.Seed).Verdict == Verdict.Failed)
            .Take(3)
            .ToList();
        Assert.That(bad[0].Trial, Is.GreaterThan(0), "The case needs trials that pass before the first that fails.");

        string[] messages =
        [
            .. Enumerable.Range(0, 3).Select(_ => _run.Run(subject, "LABS_TRIALS=200", "LABS_SEED=0x9")[scenario.Name].Message),
        ];

        Assert.That(messages, Is.All.Contains($"seed {Seeds.Format(bad[0].Seed)}"));
        Assert.That(messages, Is.All.Contains($"3 of {bad[2].Trial + 1} trials failed; the other {199 - bad[2].Trial} were not run"));
        Assert.That(messages.Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public void A_seed_that_failed_is_tried_first_until_it_passes()
    {
        const string Name = "A_server_answers";
        string file = Path.Combine(_run.Root, ".labs", "failures");

        _run.Run(Submissions.Toy("ThrowsInACall"), "LABS_SEED=0x2a", "LABS_TRIALS=1");
        Assert.That(File.ReadAllLines(file), Does.Contain($"toy {Name} 0x000000000000002a"));

        string again = _run.Run(Submissions.Toy("ThrowsInACall"), "LABS_TRIALS=2")[Name].Message;
        Assert.That(again, Does.Contain("seed 0x000000000000002a").And.Contains("3 of 3 trials failed"));

        var mended = _run.Run(Submissions.Toy(), "LABS_TRIALS=2");
        Assert.That(mended[Name].ResultState, Is.EqualTo(ResultState.Success));
        Assert.That(File.ReadAllText(file), Does.Not.Contain("2a"));
    }

    [Test]
    public void A_trial_that_does_not_end_is_given_up_and_the_others_are_unharmed()
    {
        const string SleepsForEver = """
            using System.Threading;
            using Labs.Framework;

            namespace Labs.Toy;

            public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
            {
                private readonly int _lot = node.Random.Next(4);

                public override string Ask(string question)
                {
                    if (_lot == 0)
                        Thread.Sleep(Timeout.Infinite);
                    return question;
                }
            }
            """;
        var subject = Submissions.Compile(SleepsForEver, Submissions.ToyServer);

        var results = _run.Run(subject, "LABS_TRIALS=4", "LABS_TIME_LIMIT=5");

        Assert.That(
            results["A_server_answers"].Message, Does.Match(@"^A server answers failed \(hang\)\n  still ran after 5 s of real time"));
        Assert.That(results["Servers_greet_each_other"].ResultState, Is.EqualTo(ResultState.Success));
    }

    [TestCase("LABS_SEED=12", "'12' is not a seed: write 0x and up to 16 hexadecimal digits, or random.")]
    [TestCase("LABS_TRIALS=none", "LABS_TRIALS is 'none': write a whole number from 1.")]
    [TestCase("LABS_TIME_LIMIT=0", "LABS_TIME_LIMIT is '0': write a whole number from 1.")]
    public void A_setting_without_meaning_fails_each_scenario_with_one_sentence(string setting, string message) =>
        Assert.That(_run.Run(Submissions.Toy(), setting).Values.Select(result => result.Message), Is.All.EqualTo(message));

    [Test]
    public void A_submission_that_is_missing_or_lacks_its_class_says_what_to_do()
    {
        var missing = _run.Run(subject: null);
        var empty = _run.Run(Submissions.Compile("public class Other { }"));

        Assert.That(
            missing.Values.Select(result => result.Message),
            Is.All.EqualTo($"There is no submission at {_run.Subject}; build it first."));
        Assert.That(
            empty.Values.Select(result => result.Message),
            Is.All.EqualTo("No public class implements IToy; write `public sealed class Toy : IToy`."));
    }
}
