using System.Text;
using Labs.Toy;
using Labs.Toy.Tests;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Labs.Testing.Tests.Subjects;

/// <summary>Weaving changes nothing but that steps are counted and prints are kept.</summary>
public sealed class WeavingTests
{
    private static readonly string Ordinary = File.ReadAllText(Path.Combine(
        Submissions.Root, "framework", "tests", "Labs.Testing.Tests", "Subjects", "Ordinary.cs.txt"));

    [TestCase(OptimizationLevel.Debug)]
    [TestCase(OptimizationLevel.Release)]
    public void Ordinary_code_does_the_same_woven_and_not(OptimizationLevel level)
    {
        var image = Submissions.Compile("Labs.Toy", level, [Ordinary]);

        string unwoven = Submissions.Load(image, weave: false).Create<IToy>().Ask("");
        string woven = Submissions.Load(image).Create<IToy>().Ask("");

        Assert.That(woven, Is.EqualTo(unwoven));
        Assert.That(woven.Split('\n'), Has.Length.GreaterThan(15));
    }

    [TestCase(OptimizationLevel.Debug)]
    [TestCase(OptimizationLevel.Release)]
    public void Branches_that_grow_too_long_for_their_short_form_still_lead_home(OptimizationLevel level)
    {
        var image = Submissions.Compile("Labs.Toy", level, [LongMethod(cases: 200)]);

        string unwoven = Submissions.Load(image, weave: false).Create<IToy>().Ask("");
        string woven = Submissions.Load(image).Create<IToy>().Ask("");

        Assert.That(woven, Is.EqualTo(unwoven));
    }

    [TestCase(OptimizationLevel.Debug)]
    [TestCase(OptimizationLevel.Release)]
    public void Stack_traces_keep_their_files_and_lines(OptimizationLevel level)
    {
        const string Source = """
            using System;
            using System.Linq;
            using System.Threading.Tasks;
            using Labs.Toy;

            public sealed class Toy : IToy
            {
                public string Ask(string question) => Deep(3).GetAwaiter().GetResult();

                private static async Task<string> Deep(int depth)
                {
                    for (int i = 0; i < depth; i++)
                    {
                        await Task.CompletedTask;
                        if (i == 2)
                        {
                            try
                            {
                                return Enumerable.Range(0, 3).Select(n => n < 2
                                    ? n
                                    : throw new InvalidOperationException("here")).Sum().ToString();
                            }
                            finally
                            {
                                depth--;
                            }
                        }
                    }

                    return "";
                }
            }
            """;
        var image = Submissions.Compile("Labs.Toy", level, [Source]);

        string unwoven = TraceOf(Submissions.Load(image, weave: false));
        string woven = TraceOf(Submissions.Load(image));

        Assert.That(woven, Is.EqualTo(unwoven));
        Assert.That(woven, Does.Contain("Subject.cs:line 19"));
    }

    [Test]
    public void A_loop_that_prints_is_stopped_at_the_same_step_each_time()
    {
        const string Source = """
            using System;
            using Labs.Framework;

            namespace Labs.Toy;

            public sealed class Toy(INode node, IToyHost host) : ToyServer(node, host)
            {
                protected override HelloReply OnHello(Hello hello)
                {
                    for (int i = 1; ; i++)
                    {
                        if (i % 1000 == 0)
                            Console.WriteLine(i);
                        Greeted += Half(i) + Half(Greeted);
                    }
                }

                private static int Half(int number) => number / 2;
            }
            """;
        var suite = Suite.Load(typeof(ToyCluster).Assembly);
        var subject = Submissions.Load(Submissions.Compile(Source, Submissions.ToyServer));

        var first = TrialRunner.Run(suite.Scenarios[0], subject, 7);
        var again = TrialRunner.Run(suite.Scenarios[0], subject, 7);

        Assert.That(first.Verdict, Is.EqualTo(Verdict.Failed));
        Assert.That(first.Console, Is.Not.Empty);
        Assert.That(again.Console, Is.EqualTo(first.Console));
    }

    private static string TraceOf(Subject subject)
    {
        var error = Assert.Throws<InvalidOperationException>(() => subject.Create<IToy>().Ask(""));
        return string.Join('\n', error!.StackTrace!.Split('\n').Where(line => line.Contains("Subject.cs", StringComparison.Ordinal)));
    }

    private static string LongMethod(int cases)
    {
        var source = new StringBuilder(
            "public sealed class Toy : Labs.Toy.IToy { public string Ask(string q) { int sum = 0; for (int i = 0; i < 400; i++) {\n");
        for (int i = 0; i < cases; i++)
            source.Append($"if (i % {cases} == {i}) {{ sum = sum * 31 + {i}; if (sum % 7 == 1) continue; sum++; }}\n");
        return source.Append("} return sum.ToString(); } }").ToString();
    }
}
