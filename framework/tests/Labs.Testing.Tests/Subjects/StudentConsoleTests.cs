using System.Reflection;
using Labs.Simulation;
using Labs.Toy.Tests;
using NUnit.Framework;

namespace Labs.Testing.Tests.Subjects;

/// <summary>What a submission prints belongs to its trial.</summary>
public sealed class StudentConsoleTests
{
    private const string Prints = """
        using System;
        using Labs.Framework;

        namespace Labs.Toy;

        public sealed class Toy : ToyServer
        {
            public Toy(INode node, IToyHost host)
                : base(node, host)
            {
                string mark = node.Random.Next().ToString("x8");
                for (int i = 0; i < LINES; i++)
                {
                    Console.Write("{0} {1}", mark, i);
                    Console.WriteLine();
                    Console.Out.Write('o');
                    Console.Error.WriteLine('e');
                }
            }
        }
        """;

    private readonly Scenario _scenario = Suite.Load(typeof(ToyCluster).Assembly).Scenarios[0];

    [Test]
    public void Every_way_to_write_to_the_console_is_redirected()
    {
        var ways = typeof(Console).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name is "Write" or "WriteLine" or "get_Out" or "get_Error")
            .ToList();

        var missing = ways.Where(way =>
            typeof(StudentConsole).GetMethod(way.Name, [.. way.GetParameters().Select(parameter => parameter.ParameterType)]) is null);

        Assert.That(ways, Is.Not.Empty);
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void What_a_submission_prints_is_kept_with_the_trial_and_not_printed()
    {
        var console = Console.Out;
        using var real = new StringWriter();
        Console.SetOut(real);
        TrialResult result;
        try
        {
            result = TrialRunner.Run(_scenario, Load(lines: 2), 1);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(real.ToString(), Is.Empty);
        Assert.That(result.Console, Does.Match("^([0-9a-f]{8} 0\noe\n[0-9a-f]{8} 1\noe\n){3}$"));
    }

    [Test]
    public void A_flood_is_cut_and_says_how_much_is_missing()
    {
        var result = TrialRunner.Run(_scenario, Load(lines: 5000), 1);

        Assert.That(result.Verdict, Is.EqualTo(Verdict.Passed));
        Assert.That(result.Console, Has.Length.InRange(64 * 1024, (64 * 1024) + 100));
        Assert.That(result.Console, Does.Match(@"\n\.\.\. and \d+ characters more\n$"));
    }

    [Test]
    public void Trials_that_run_at_once_print_apart()
    {
        var subject = Load(lines: 300);
        ulong[] seeds = [1, 2, 3, 4, 5, 6];
        string[] alone = [.. seeds.Select(seed => TrialRunner.Run(_scenario, subject, seed).Console)];
        var together = new string[seeds.Length];

        var threads = seeds.Select((seed, i) => new Thread(() => together[i] = TrialRunner.Run(_scenario, subject, seed).Console)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(together, Is.EqualTo(alone));
        Assert.That(alone, Is.Unique);
    }

    private static Subject Load(int lines) => Submissions.Load(Submissions.Compile(
        Prints.Replace("LINES", $"{lines}", StringComparison.Ordinal), Submissions.ToyServer));
}
