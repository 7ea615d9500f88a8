using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>The shape of the repository: what a newcomer sees first, and what the solution builds.</summary>
[TestFixture]
internal sealed class LayoutTests
{
    private static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "Instructor.props", "LICENSE", "Labs.sln", "README.md", "framework", "global.json", "grader", "labs",
        "solutions-private",
    ];

    [Test]
    public void The_top_level_holds_the_parts_and_the_builds_own_files_alone()
    {
        Assert.That(WorkingTree.Files.Select(file => file.Path.Split('/')[0]).Distinct(), Is.SubsetOf(TopLevel));
        Assert.That(TopLevel, Has.No.Member("Utils"));
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(WorkingTree.FullPath("Labs.sln"));

        Assert.That(WorkingTree.Projects.Select(project => project.Path).Where(path => IsMissing(solution, path)), Is.Empty);
        Assert.That(IsMissing(solution, "framework/Labs.Nowhere/Labs.Nowhere.csproj"), Is.True);
    }

    [Test]
    public void Every_lab_has_the_same_shape()
    {
        string[] shape = ["README.md", "lab.json", "api", "src", "tests"];
        var places = WorkingTree.Labs.SelectMany(lab => shape.Select(part => $"labs/{lab}/{part}"));
        var holes = places.Where(place => !Path.Exists(WorkingTree.FullPath(place)));

        Assert.That(holes, Is.Empty);
    }

    private static bool IsMissing(string solution, string project) =>
        !IsTestMaterial(project) && !solution.Contains($"\"{project.Replace('/', '\\')}\"", StringComparison.Ordinal);

    /// <summary>Projects deep inside of a tests folder are what tests build themselves.</summary>
    private static bool IsTestMaterial(string project)
    {
        var folders = project.Split('/')[..^1];
        int tests = Array.IndexOf(folders, "tests");
        return tests >= 0 && folders.Length > tests + 2;
    }
}
