using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>The rules of the house that no compiler knows; each is shown to find what it looks for.</summary>
[TestFixture]
internal sealed class TidyTests
{
    private const string PoolContinuations = "RunContinuationsAsynchronously";

    // In two parts, so that the rules don't find their own samples.
    private const string Mark = "TO" + "DO";
    private const string Home = "/ho" + "me/";

    private static readonly Regex Codec = new("System.Text.Json|^Json|BinaryWire|MessagePack");

    private static IEnumerable<RepositoryFile> NamingNoLab => WorkingTree.Files.Where(file =>
        (file.IsIn("framework") || file.IsIn("grader")) && !file.IsOfTests && (file.IsCode || file.IsProject));

    private static Regex AnyLab =>
        new(string.Join('|', WorkingTree.Labs.Select(lab => lab.Replace("-", "-?", StringComparison.Ordinal))), RegexOptions.IgnoreCase);

    // What students give to System.Text.Json is looked at in one place; it encodes nothing.
    private static bool IsInTheSeam(RepositoryFile file) =>
        file.IsIn("framework/Labs.Framework/Wire") || file.Path == "framework/Labs.Simulation/JsonContent.cs";

    [Test]
    public void No_file_and_no_line_is_too_long()
    {
        Assert.That(WorkingTree.Code.SelectMany(TidyRules.TooLong), Is.Empty);
        Assert.That(TidyRules.TooLong(Sample(new string('\n', 500))), Has.Exactly(1).Items);
        Assert.That(TidyRules.TooLong(Sample("//" + new string('x', 140))), Has.Exactly(1).Items);
        Assert.That(TidyRules.TooLong(Sample($"class C {{ string s = \"{new string('x', 140)}\"; }}")), Is.Empty);
    }

    [Test]
    public void Nothing_is_left_unfinished_but_the_skeletons()
    {
        var files = WorkingTree.Code.Where(file => !Regex.IsMatch(file.Path, "^labs/[^/]+/src/|/tests/.+/src/"));

        Assert.That(files.SelectMany(TidyRules.Unfinished), Is.Empty);
        Assert.That(TidyRules.Unfinished(Sample($"class C {{ }} // {Mark}: later")), Has.Exactly(1).Items);
        Assert.That(TidyRules.Unfinished(Sample($"class C {{ string s = \"{Mark}\"; }}")), Is.Empty);
    }

    [Test]
    public void A_file_has_one_public_type()
    {
        var files = WorkingTree.Code.Where(file => (file.IsIn("framework") || file.IsIn("grader")) && !file.IsOfTests);

        Assert.That(files.SelectMany(TidyRules.SeveralPublicTypes), Is.Empty);
        Assert.That(TidyRules.SeveralPublicTypes(Sample("public class A { public class B; } public enum C;")), Has.Exactly(1).Items);
        Assert.That(TidyRules.SeveralPublicTypes(Sample("namespace N; public class A { public class B; } class C;")), Is.Empty);
    }

    [Test]
    public void Nothing_in_the_framework_or_the_grader_names_a_lab()
    {
        Assert.That(WorkingTree.Labs, Is.Not.Empty);
        string lab = WorkingTree.Labs.First();

        Assert.That(NamingNoLab.SelectMany(file => TidyRules.Says(file, AnyLab)), Is.Empty);
        Assert.That(TidyRules.Says(Sample($"class C {{ string s = \"labs/{lab}/tests\"; }}"), AnyLab), Has.Exactly(1).Items);
        Assert.That(TidyRules.Says(Sample($"// As in {lab}.\nclass C {{ }}"), AnyLab), Is.Empty);
    }

    [Test]
    public void The_simulation_completes_no_task_through_the_thread_pool()
    {
        var word = new Regex(PoolContinuations);

        var files = WorkingTree.Code.Where(file => file.IsIn("framework/Labs.Simulation"));

        Assert.That(files.SelectMany(file => TidyRules.Says(file, word)), Is.Empty);
        Assert.That(TidyRules.Says(Sample($"class C {{ object o = {PoolContinuations}; }}"), word), Has.Exactly(1).Items);
    }

    [Test]
    public void A_codec_is_named_in_the_seam_alone()
    {
        string[] folders = ["framework/Labs.Framework", "framework/Labs.Simulation", "framework/Labs.Checking"];
        var files = WorkingTree.Code.Where(file => folders.Any(file.IsIn) && !IsInTheSeam(file));

        Assert.That(files.SelectMany(file => TidyRules.Says(file, Codec)), Is.Empty);
        Assert.That(TidyRules.Says(Sample("class C { object o = JsonSerializer.Serialize(1); }"), Codec), Has.Exactly(1).Items);
    }

    [Test]
    public void No_file_names_a_place_on_somebodys_machine()
    {
        Assert.That(WorkingTree.Files.SelectMany(TidyRules.MachinePaths), Is.Empty);
        Assert.That(TidyRules.MachinePaths(Sample($"// see {Home}somebody/labs")), Has.Exactly(1).Items);
    }

    [Test]
    public void Every_link_in_a_document_leads_somewhere()
    {
        // A template's links are those of the place that it is handed out to.
        const string Templates = "grader/Handouts/students/";
        var documents = WorkingTree.Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal)).Select(file =>
            file.Path.StartsWith(Templates, StringComparison.Ordinal) ? file with { Path = file.Path[Templates.Length..] } : file);

        Assert.That(documents.SelectMany(file => TidyRules.BrokenLinks(file, Exists)), Is.Empty);
        Assert.That(TidyRules.BrokenLinks(new("README.md", "[a](nowhere.md)"), Exists), Has.Exactly(1).Items);
        Assert.That(TidyRules.BrokenLinks(new("labs/README.md", "[a](../LICENSE) [b](#part) [c](https://example.org)"), Exists), Is.Empty);
    }

    private static bool Exists(string path) => Path.Exists(WorkingTree.FullPath(path));

    private static RepositoryFile Sample(string text) => new("framework/Labs.Sample/Sample.cs", text);
}
