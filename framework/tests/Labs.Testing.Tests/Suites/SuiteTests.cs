using Labs.Toy.Tests;
using NUnit.Framework;

namespace Labs.Testing.Tests.Suites;

/// <summary>A suite and its lab.json say the same.</summary>
public sealed class SuiteTests
{
    [Test]
    public void A_suite_has_its_scenarios_in_the_order_of_its_lab_file()
    {
        var suite = Suite.Load(typeof(ToyCluster).Assembly);

        Assert.That(suite.Lab.Name, Is.EqualTo("toy"));
        Assert.That(suite.Scenarios.Select(scenario => scenario.Name), Is.EqualTo(new[]
        {
            "Servers_greet_each_other", "A_server_answers", "A_restarted_server_greets_again",
        }));
        var last = suite.Scenarios[2];
        Assert.That(last.Title, Is.EqualTo("A restarted server greets again"));
        Assert.That((last.Part, last.Servers, last.LimitSeconds, last.Points, last.Trials), Is.EqualTo(("B", 3, 60, 3, 20)));
        Assert.That(last.Tolerance, Is.EqualTo(new Tolerance(1, 20)));
    }

    [TestCase(
        "[Scenario(Part = \"A\")] public Task One(ToyCluster c) => null!;",
        "One Two",
        "scenarios has Two, which Suite lacks; remove it or write it.")]
    [TestCase(
        "[Scenario(Part = \"A\")] public Task One(ToyCluster c) => null!;",
        "",
        "scenarios lacks One, which stands in Suite; add it.")]
    [TestCase("[Scenario(Part = \"C\")] public Task One(ToyCluster c) => null!;", "One", "parts lacks C, the part of One; add it.")]
    public void A_suite_that_does_not_match_its_lab_file_is_refused(string body, string listed, string message) => Assert.That(
        () => Submissions.LoadSuite(Wrap(body), listed.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        Throws.InstanceOf<LabException>().With.Message.EndsWith($"lab.json: {message}"));

    [TestCase(
        "[Scenario(Part = \"A\")] public static Task One(ToyCluster c) => null!;",
        "S.One: a scenario is an instance method that takes the lab's cluster and returns Task.")]
    [TestCase(
        "[Scenario(Part = \"A\")] public void One(ToyCluster c) { }",
        "S.One: a scenario is an instance method that takes the lab's cluster and returns Task.")]
    [TestCase(
        "[Scenario(Part = \"A\")] public Task One() => null!;",
        "S.One: a scenario is an instance method that takes the lab's cluster and returns Task.")]
    [TestCase("[Scenario(Part = \"a\")] public Task One(ToyCluster c) => null!;", "S.One: Part is \"a\"; write one capital letter.")]
    [TestCase("[Scenario(Part = \"A\")] public Task One(string c) => null!;", "S.One: String has no public constructor (Trial trial).")]
    [TestCase(
        "S(int n) { } [Scenario(Part = \"A\")] public Task One(ToyCluster c) => null!;",
        "S.One: its class has no public constructor ().")]
    [TestCase(
        "[Scenario(Part = \"A\")] public Task One(ToyCluster c) => null!; " +
        "[Scenario(Part = \"A\")] public Task One(ToyCluster c, int n) => null!;",
        "Suite has two scenarios One; give one another name.")]
    public void A_scenario_of_another_form_is_refused(string body, string message) => Assert.That(
        () => Submissions.LoadSuite(Wrap(body), ["One"]), Throws.InstanceOf<LabException>().With.Message.EqualTo(message));

    private static string Wrap(string body) =>
        $"using System.Threading.Tasks; using Labs.Testing; using Labs.Toy.Tests; public class S {{ {body} }}";
}
