using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>Simulated code is built inside the fence, by its place alone, whatever its project file says.</summary>
[TestFixture]
internal sealed class FenceWiringTests
{
    private static IEnumerable<string> StudentProjects => Projects("^(labs|solutions-private)/[^/]+/(src|variants)/");

    private static IEnumerable<string> Suites => Projects("^labs/[^/]+/tests/");

    [TestCaseSource(nameof(StudentProjects))]
    public void A_project_of_student_code_is_inside_the_fence(string project)
    {
        var built = Evaluate(project);

        Assert.That(built.Lists, Has.Some.EndsWith("BannedSymbols.txt"));
        Assert.That(built.Analyzers, Has.Some.EndsWith("Labs.Analyzers.csproj"));
        Assert.That(built.Packages, Has.Member("Microsoft.CodeAnalysis.BannedApiAnalyzers"));
        Assert.That(built.Errors.Split(';'), Has.Member("RS0030"));
    }

    [TestCaseSource(nameof(Suites))]
    public void A_suite_may_use_what_is_banned_no_more_than_students(string project)
    {
        var built = Evaluate(project);

        Assert.That(built.Lists, Has.Some.EndsWith("BannedSymbols.txt"));
        Assert.That(built.Packages, Has.Member("Microsoft.CodeAnalysis.BannedApiAnalyzers"));
        Assert.That(built.Errors.Split(';'), Has.Member("RS0030"));
    }

    [Test]
    public void A_project_of_the_framework_is_outside_the_fence()
    {
        var built = Evaluate("framework/Labs.Framework/Labs.Framework.csproj");

        Assert.That(built.Lists, Is.Empty);
        Assert.That(built.Errors.Split(';'), Has.No.Member("RS0030"));
    }

    private static IEnumerable<string> Projects(string pattern) =>
        WorkingTree.Projects.Select(project => project.Path).Where(path => Regex.IsMatch(path, pattern));

    private static (string[] Lists, string[] Analyzers, string[] Packages, string Errors) Evaluate(string project)
    {
        using var json = JsonDocument.Parse(Run(
            "msbuild",
            WorkingTree.FullPath(project),
            "-getItem:AdditionalFiles,ProjectReference,PackageReference",
            "-getProperty:WarningsAsErrors"));
        var items = json.RootElement.GetProperty("Items");
        return (
            Identities(items, "AdditionalFiles"),
            Identities(items, "ProjectReference"),
            Identities(items, "PackageReference"),
            json.RootElement.GetProperty("Properties").GetProperty("WarningsAsErrors").GetString()!);
    }

    private static string[] Identities(JsonElement items, string kind) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];

    private static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }
}
