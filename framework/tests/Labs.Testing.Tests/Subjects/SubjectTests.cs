using System.Text;
using Labs.Toy;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Labs.Testing.Tests.Subjects;

/// <summary>A submission's door: what is let in, and the sentence for what is not.</summary>
public sealed class SubjectTests
{
    [Test]
    public void The_one_class_that_implements_the_contract_is_made_by_its_constructor()
    {
        var subject = Load("public sealed class Anything(string said) : Labs.Toy.IToy { public string Ask(string q) => q + said; }");

        Assert.That(subject.Create<IToy>("!").Ask("well"), Is.EqualTo("well!"));
        Assert.That(subject.Name, Is.EqualTo("Labs.Toy"));
    }

    [TestCase("", "No public class implements IToy; write `public sealed class Toy : IToy`.")]
    [TestCase(
        "sealed class Mine : Labs.Toy.IToy { public string Ask(string q) => q; }",
        "No public class implements IToy (Mine is not public); write `public sealed class Toy : IToy`.")]
    [TestCase(
        "public abstract class Mine : Labs.Toy.IToy { public string Ask(string q) => q; }",
        "No public class implements IToy (Mine is abstract); write `public sealed class Toy : IToy`.")]
    [TestCase(
        "public class Mine<T> : Labs.Toy.IToy { public string Ask(string q) => q; }",
        "No public class implements IToy (Mine`1 is generic); write `public sealed class Toy : IToy`.")]
    [TestCase(
        "namespace N { public class Old : Labs.Toy.IToy { public string Ask(string q) => q; } public class New : Old { } }",
        "2 public classes implement IToy: N.New, N.Old; make all but one of them internal.")]
    [TestCase(
        "public class Mine : Labs.Toy.IToy { public string Ask(string q) => q; }",
        "Mine has no public constructor (INode node, IToyHost host); write `public Mine(INode node, IToyHost host)`.")]
    [TestCase(
        "public class Mine : Labs.Toy.IToy { internal Mine(Labs.Framework.INode n, Labs.Toy.IToyHost h) { } " +
        "public string Ask(string q) => q; }",
        "Mine has no public constructor (INode node, IToyHost host); write `public Mine(INode node, IToyHost host)`.")]
    public void What_the_contract_lacks_is_named_with_the_cure(string source, string message)
    {
        var suite = Suite.Load(typeof(Labs.Toy.Tests.ToyCluster).Assembly);

        Assert.That(
            () => TrialRunner.Run(suite.Scenarios[0], Load(source), 1),
            Throws.InstanceOf<SubjectException>().With.Message.EqualTo(message));
    }

    [Test]
    public void What_the_constructor_throws_passes_through_as_it_is()
    {
        var subject = Load(
            "public class Mine : Labs.Toy.IToy { public Mine() => throw new System.IO.IOException(); public string Ask(string q) => q; }");

        var error = Assert.Throws<IOException>(() => subject.Create<IToy>());
        Assert.That(error!.StackTrace, Does.Contain("Subject.cs:line 1"));
    }

    [Test]
    public void Bytes_that_are_no_assembly_are_refused([Values(0, 10, 5000)] int length, [Values] bool weave)
    {
        Assert.That(
            () => Subject.Load(Encoding.ASCII.GetBytes(new string('x', length)), weave: weave),
            Throws.InstanceOf<SubjectException>().With.Message.StartsWith("The submission is not a .NET assembly: "));
    }

    [Test]
    public void An_assembly_that_is_damaged_is_refused_or_runs_but_breaks_nothing([Range(0, 40)] int place)
    {
        byte[] bytes = Submissions.Toy().Assembly;
        int at = bytes.Length * place / 41;
        bytes.AsSpan(at, Math.Min(64, bytes.Length - at)).Fill(0xA5);

        try
        {
            Subject.Load(bytes);
        }
        catch (SubjectException error)
        {
            Assert.That(error.Message, Does.StartWith("The submission"));
        }
    }

    [Test]
    public void Symbols_of_another_assembly_are_refused()
    {
        var image = Submissions.Toy();
        var other = Submissions.Compile("public class Other { }");

        Assert.That(
            () => Subject.Load(image.Assembly, other.Symbols),
            Throws.InstanceOf<SubjectException>().With.Message.StartsWith("The submission's symbols don't belong to its assembly"));
    }

    [Test]
    public void A_submission_needs_no_symbols([Values] bool weave)
    {
        var image = Submissions.Compile("public class Mine : Labs.Toy.IToy { public string Ask(string q) => q; }");

        Assert.That(Subject.Load(image.Assembly, weave: weave).Create<IToy>().Ask("x"), Is.EqualTo("x"));
    }

    [Test]
    public void Two_submissions_of_one_name_share_nothing()
    {
        const string Source = "public class Mine : Labs.Toy.IToy { static int _n; public string Ask(string q) => (++_n).ToString(); }";

        Assert.That(Load(Source).Create<IToy>().Ask(""), Is.EqualTo("1"));
        Assert.That(Load(Source).Create<IToy>().Ask(""), Is.EqualTo("1"));
    }

    [Test]
    public void Assemblies_of_one_submission_find_each_other()
    {
        var below = Submissions.Compile(
            "Labs.Below",
            OptimizationLevel.Debug,
            ["public static class Below { public static string Double(string s) { for (int i = 0; i < 1; i++) s += s; return s; } }"]);
        var above = Submissions.Compile(
            "Labs.Above",
            OptimizationLevel.Debug,
            ["public class Mine : Labs.Toy.IToy { public string Ask(string q) => Below.Double(q); }"],
            MetadataReference.CreateFromImage(below.Assembly));

        Assert.That(Subject.Load([above, below]).Create<IToy>().Ask("x"), Is.EqualTo("xx"));
        Assert.That(
            () => Subject.Load([above, above]),
            Throws.InstanceOf<SubjectException>()
                .With.Message.EqualTo("Two assemblies of the submission have one name (Labs.Above, Labs.Above)."));
    }

    private static Subject Load(string source) => Submissions.Load(Submissions.Compile(source));
}
