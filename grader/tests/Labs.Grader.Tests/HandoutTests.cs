using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Labs.Grader.Tests;

/// <summary>What students get: all that they need, and no solution.</summary>
public sealed class HandoutTests
{
    private static readonly string Repository = Labs.Testing.Repository.RootAbove(AppContext.BaseDirectory)!;

    private ScratchFolder _folder = null!;
    private SortedDictionary<string, byte[]> _files = null!;

    private string Students => Path.Combine(_folder.Path, "students");

    [OneTimeSetUp]
    public void HandOut()
    {
        _folder = new ScratchFolder();
        var outcome = Run(Repository, Students);
        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        _files = Read(Students);
    }

    [OneTimeTearDown]
    public void Forget() => _folder.Dispose();

    [Test]
    public void It_has_the_labs_the_framework_the_grader_and_what_is_around_them()
    {
        string[] wanted =
        [
            "README.md", "Labs.sln", "LICENSE", "global.json", "Directory.Build.props", "Directory.Packages.props", ".gitignore", ".editorconfig",
            ".github/workflows/classroom.yml", ".github/grade", ".github/begun", ".devcontainer/devcontainer.json",
            "framework/Labs.Framework/INode.cs", "framework/Labs.Framework/BannedSymbols.txt", "grader/Program.cs", "labs/README.md",
        ];
        Assert.That(_files.Keys, Is.SupersetOf(wanted));
        foreach (string lab in Directory.EnumerateDirectories(Path.Combine(Repository, "labs")).Select(path => Path.GetFileName(path)!))
        {
            foreach (string part in (string[])["README.md", "lab.json", "api/", "src/", "tests/"])
                Assert.That(_files.Keys, Has.Some.StartsWith($"labs/{lab}/{part}"));
        }
    }

    [Test]
    public void No_file_has_the_name_of_a_solutions_or_a_mutants_file()
    {
        // The framework has words of the trade, too, as Operation.
        var open = new[] { "labs", "framework" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*", SearchOption.AllDirectories))
            .Select(Path.GetFileName)
            .ToHashSet();
        string[] secret = [.. Solutions().Select(path => Path.GetFileName(path)!).Where(name => !open.Contains(name)).Distinct()];

        Assert.That(secret, Has.Length.GreaterThan(50), "else this test shows nothing");
        Assert.That(_files.Keys.Select(path => Path.GetFileName(path)!).Intersect(secret), Is.Empty);
    }

    [Test]
    public void No_text_names_the_solutions_folder_or_one_of_its_mutants()
    {
        string folder = Path.GetFileName(Directory.EnumerateDirectories(Repository, "solutions-*").Single())!;
        string[] mutants =
        [
            .. Solutions().Where(path => path.EndsWith(".mutant", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path)!),
        ];

        var word = new Regex(string.Join('|', mutants.Append(folder).Select(Regex.Escape)));
        Assert.That(Texts().SelectMany(file => word.Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")), Is.Empty);
    }

    [Test]
    public void No_source_has_more_than_a_few_statements_of_a_solution()
    {
        var secret = Solutions().SelectMany(File.ReadLines)
            .Select(line => line.Trim())
            .Where(line => line.Length >= 30 && line.EndsWith(';'))
            .ToHashSet();

        Assert.That(secret, Has.Count.GreaterThan(200), "else this test shows nothing");
        var shared = Texts()
            .Select(file => (file.Path, Count: file.Text.Split('\n').Select(line => line.Trim()).Distinct().Count(secret.Contains)));
        Assert.That(shared.Where(file => file.Count > 8), Is.Empty);
    }

    [Test]
    public void Nothing_in_it_is_compiled()
    {
        Assert.That(_files.Where(file => file.Value.Contains((byte)0)).Select(file => file.Key), Is.Empty);
        Assert.That(_files.Keys.Where(path => path.Split('/').Any(part => part is "bin" or "obj")), Is.Empty);
    }

    [Test]
    public void The_solution_names_the_projects_that_are_there_and_no_others()
    {
        string solution = Encoding.UTF8.GetString(_files["Labs.sln"]);
        var named = Regex.Matches(solution, @"""([^""]+\.csproj)""").Select(match => match.Groups[1].Value.Replace('\\', '/'));
        var ids = Regex.Matches(solution, @"^Project\(.*""\{(?<id>[^}]+)\}""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
            .Select(match => match.Groups["id"].Value)
            .ToHashSet();
        string configurations = solution[solution.IndexOf("ProjectConfigurationPlatforms", StringComparison.Ordinal)..];

        Assert.That(named, Is.EquivalentTo(_files.Keys.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))));
        Assert.That(
            Regex.Matches(configurations, @"\{([0-9A-F-]{36})\}").Select(match => match.Groups[1].Value).Distinct(), Is.SubsetOf(ids));
    }

    [Test]
    public void Every_link_in_its_documents_leads_somewhere_in_it()
    {
        var broken =
            from file in Texts()
            where file.Path.EndsWith(".md", StringComparison.Ordinal) && !file.Path.StartsWith("grader/Handouts/", StringComparison.Ordinal)
            from link in Regex.Matches(file.Text, @"\]\(([^)\s]+)\)").Select(match => match.Groups[1].Value.Split('#')[0])
            where link.Length > 0 && !link.Contains(':') && !Path.Exists(Path.Combine(Students, Path.GetDirectoryName(file.Path)!, link))
            select $"{file.Path} links to {link}";

        Assert.That(broken, Is.Empty);
    }

    [Test]
    public void Two_handouts_are_equal_and_so_is_the_handout_of_a_handout()
    {
        string again = Path.Combine(_folder.Path, "again"), other = Path.Combine(_folder.Path, "other");

        Assert.That((Run(Repository, again).Status, Run(Repository, again).Status, Run(Students, other).Status), Is.EqualTo((0, 0, 0)));

        Assert.That(Modes(again), Is.EqualTo(Modes(Students)));
        Assert.That(Modes(other), Is.EqualTo(Modes(Students)));
        Assert.That(Read(again), Is.EqualTo(_files));
        Assert.That(Read(other), Is.EqualTo(_files));
    }

    [Test]
    public void A_folder_with_work_in_it_stays_as_it_is()
    {
        using var theirs = new ScratchFolder();
        string source = _files.Keys.First(path => Regex.IsMatch(path, @"^labs/[^/]+/src/.+\.cs$"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(theirs.Path, source))!);
        theirs.Write(source, "// my work");

        var outcome = Run(Repository, theirs.Path);

        Assert.That(outcome.Status, Is.EqualTo(2));
        Assert.That(outcome.Error, Does.Contain($"holds {source}, which is not of this handout"));
        Assert.That(Read(theirs.Path).Keys, Is.EqualTo([source]));
        Assert.That(theirs.Read(source), Is.EqualTo("// my work"));
    }

    [Test]
    public void A_skeleton_with_a_solution_in_it_is_not_handed_out()
    {
        // A handout is a repository too: with solutions beside it, it is the instructors' again.
        using var repository = new ScratchFolder();
        Assert.That(Run(Repository, repository.Path).Status, Is.Zero);
        string skeleton = _files.Keys.First(path => Regex.IsMatch(path, @"^labs/[^/]+/src/.+\.cs$"));
        string solved = string.Join('\n', Enumerable.Range(0, 6).Select(i => $"        var secret{i} = WhatNobodyMustKnow(number: {i});"));
        Directory.CreateDirectory(Path.Combine(repository.Path, "solutions-any"));
        repository.Write("solutions-any/Solved.cs", solved);
        string students = Path.Combine(repository.Path, "out");

        Assert.That(Run(repository.Path, students).Status, Is.Zero);
        File.AppendAllText(Path.Combine(repository.Path, skeleton), solved);
        var outcome = Run(repository.Path, students + "2");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, $"labs: {skeleton} has 6 statements of a reference solution; hand out the skeleton\n")));
        Assert.That(Directory.Exists(students + "2"), Is.False);
    }

    [Test]
    public void A_bundle_for_Gradescope_is_an_archive_with_its_two_programs_at_the_root()
    {
        string one = Path.Combine(_folder.Path, "one"), two = Path.Combine(_folder.Path, "two");
        Assert.That((Bundle(one).Status, Bundle(two).Status), Is.EqualTo((0, 0)));

        foreach (string lab in Directory.EnumerateDirectories(one).Select(path => Path.GetFileName(path)!))
        {
            byte[] archive = File.ReadAllBytes(Path.Combine(one, lab + ".zip"));
            Assert.That(File.ReadAllBytes(Path.Combine(two, lab + ".zip")), Is.EqualTo(archive));
            using var zip = new ZipArchive(new MemoryStream(archive));
            Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EquivalentTo(Read(Path.Combine(one, lab)).Keys));
            foreach (string program in (string[])["setup.sh", "run_autograder"])
                Assert.That((zip.GetEntry(program)!.ExternalAttributes >> 16) & 0x49, Is.EqualTo(0x49), $"{program} can be started");
            using var text = new StreamReader(zip.GetEntry("lab.txt")!.Open());
            Assert.That(text.ReadToEnd(), Is.EqualTo(lab + "\n"));
        }

        LabsProcess.Outcome Bundle(string folder) =>
            LabsProcess.RunWith([("LABS_ROOT", Repository)], _folder.Path, "handout", "--gradescope", folder);
    }

    [Test]
    public void Without_a_folder_it_says_what_is_missing()
    {
        var outcome = LabsProcess.Run("handout");

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, "labs: say where to: labs handout DIR, or labs handout --gradescope DIR\n")));
    }

    private LabsProcess.Outcome Run(string root, string folder) =>
        LabsProcess.RunWith([("LABS_ROOT", root)], _folder.Path, "handout", folder);

    private static IEnumerable<string> Solutions() => Directory.EnumerateDirectories(Repository, "solutions-*")
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(path => !path.Split('/', '\\').Any(part => part is "bin" or "obj"));

    private IEnumerable<(string Path, string Text)> Texts() => _files.Select(file => (file.Key, Encoding.UTF8.GetString(file.Value)));

    private static SortedDictionary<string, byte[]> Read(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes),
        StringComparer.Ordinal);

    private static IEnumerable<string> Modes(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => $"{Path.GetRelativePath(folder, path)} {(OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path))}")
        .Order(StringComparer.Ordinal);
}
