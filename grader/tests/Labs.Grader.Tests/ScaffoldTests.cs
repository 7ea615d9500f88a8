namespace Labs.Grader.Tests;

/// <summary><c>labs new</c>.</summary>
/// <remarks>The lab <c>keeper</c> beside these tests is what it wrote, so that what it writes is built and graded here.</remarks>
[TestFixture]
internal sealed class ScaffoldTests
{
    private const string Name = "keeper";

    private static readonly string[] Places = [$"labs/{Name}", $"solutions-private/{Name}"];

    [Test]
    public void A_new_lab_is_the_one_that_these_tests_build()
    {
        using var root = Begin(out var outcome);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((0, "")));
        var written = Files(root.Path);
        Assert.That(written.Keys, Is.EquivalentTo(Files(LabsProcess.Root).Keys));
        Assert.That(written, Is.EqualTo(Files(LabsProcess.Root)), "write the lab beside these tests again: labs new keeper");
        foreach (string path in written.Keys) Assert.That(outcome.Output, Does.Contain($"  {path}\n"));
    }

    [Test]
    public void A_new_lab_is_listed_where_labs_are_listed()
    {
        using var root = Begin(out _);

        Assert.That(File.ReadAllText(Path.Combine(root.Path, "labs", "README.md")), Is.EqualTo(Ladder("3. [`keeper`](keeper/README.md): Keeper.\n")));
        string solution = File.ReadAllText(Path.Combine(root.Path, "Labs.sln"));
        Assert.That(solution, Does.Contain("\"labs\\keeper\\tests\\Labs.Keeper.Tests.csproj\"").And.Contain("\"solutions-private\\keeper\\src\\Labs.Keeper.csproj\""));
    }

    [Test]
    public void Its_solution_has_all_points_its_skeleton_none_and_its_mutant_dies()
    {
        var solution = LabsProcess.Run("grade", Name, "--submission", "solutions-private", "--trials", "3", "--quiet");
        var skeleton = LabsProcess.Run("grade", Name, "--submission", "labs", "--trials", "3");
        var mutants = LabsProcess.Run("mutants", Name, "--trials", "3");

        Assert.That((solution.Status, solution.Error), Is.EqualTo((0, "")));
        Assert.That(solution.Output, Does.Contain("100 of 100 points"));
        Assert.That((skeleton.Status, skeleton.Error), Is.EqualTo((1, "")));
        Assert.That(skeleton.Output, Does.Contain("0 of 100 points").And.Contain("KeeperServer.Write: part A is not written yet"));
        Assert.That(mutants.Status, Is.Zero, mutants.Output);
        Assert.That(mutants.Output, Does.Contain("1 of 1 mutant dies"));
    }

    [TestCase("Keeper")]
    [TestCase("../keeper")]
    [TestCase("two--dashes")]
    [TestCase("2-phase")]
    [TestCase("")]
    public void A_name_that_no_folder_or_namespace_can_bear_is_refused(string name)
    {
        using var root = MakeRoot();

        var outcome = New(root, name);

        Assert.That((outcome.Status, outcome.Output), Is.EqualTo((2, "")));
        Assert.That(outcome.Error, Does.StartWith($"labs: '{name}' can't be a lab's name: "));
        Assert.That(Directory.EnumerateDirectories(Path.Combine(root.Path, "labs")), Is.Empty);
    }

    [Test]
    public void A_lab_that_exists_is_left_alone()
    {
        using var root = Begin(out _);
        string file = Path.Combine(root.Path, "labs", Name, "README.md");
        File.WriteAllText(file, "mine");

        var outcome = New(root, Name);

        Assert.That((outcome.Status, outcome.Error), Is.EqualTo((2, "labs: labs/keeper exists; take another name, or delete it first\n")));
        Assert.That(File.ReadAllText(file), Is.EqualTo("mine"));
    }

    private static ScratchFolder Begin(out LabsProcess.Outcome outcome)
    {
        var root = MakeRoot();
        outcome = New(root, Name);
        return root;
    }

    private static LabsProcess.Outcome New(ScratchFolder root, string name) => LabsProcess.RunWith([("LABS_ROOT", root.Path)], root.Path, "new", name);

    // What of a repository the verb looks at.
    private static ScratchFolder MakeRoot()
    {
        var root = new ScratchFolder();
        const string Templates = "grader/Scaffolding/Template";
        string own = Path.Combine(Labs.Testing.Repository.RootAbove(AppContext.BaseDirectory)!, Templates);
        foreach (string file in Directory.EnumerateFiles(own, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(root.Path, Templates, Path.GetRelativePath(own, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path.Combine(root.Path, "labs"));
        Directory.CreateDirectory(Path.Combine(root.Path, "solutions-private"));
        File.WriteAllText(Path.Combine(root.Path, "labs", "README.md"), Ladder(""));
        File.WriteAllText(Path.Combine(root.Path, "Labs.sln"), "Microsoft Visual Studio Solution File, Format Version 12.00\nGlobal\nEndGlobal\n");
        return root;
    }

    private static string Ladder(string more) => $"The ladder:\n\n1. [`one`](one/README.md): the first.\n2. [`two`](two/README.md), which\n   goes on.\n{more}\nThe end.\n";

    private static SortedDictionary<string, string> Files(string root) => new(
        Places.Select(place => Path.Combine(root, place))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => File.ReadAllText(Path.Combine(root, path))),
        StringComparer.Ordinal);
}
