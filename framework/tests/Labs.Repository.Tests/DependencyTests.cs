using System.Reflection;
using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;
using NUnit.Framework;

namespace Labs.Repository.Tests;

/// <summary>Dependencies point one way: students see the framework alone, and nothing below knows what is above.</summary>
[TestFixture]
internal sealed class DependencyTests
{
    [Test]
    public void Every_project_references_only_what_its_place_allows()
    {
        Assert.That(WorkingTree.Projects.SelectMany(DependencyRules.Violations), Is.Empty);
    }

    [TestCase("framework/Labs.Framework/Labs.Framework.csproj", "../Labs.Simulation/Labs.Simulation.csproj", "")]
    [TestCase("framework/Labs.Framework/Labs.Framework.csproj", "", "MessagePack")]
    [TestCase("framework/Labs.Checking/Labs.Checking.csproj", "../Labs.Framework/Labs.Framework.csproj", "")]
    [TestCase("framework/Labs.Simulation/Labs.Simulation.csproj", "../Labs.Testing/Labs.Testing.csproj", "")]
    [TestCase("labs/any/src/Labs.Any.csproj", "../../../framework/Labs.Simulation/Labs.Simulation.csproj", "")]
    [TestCase("labs/any/src/Labs.Any.csproj", "../tests/Labs.Any.Tests.csproj", "")]
    [TestCase("labs/any/src/Labs.Any.csproj", "", "Polly")]
    [TestCase("labs/any/tests/Labs.Any.Tests.csproj", "../src/Labs.Any.csproj", "")]
    [TestCase("labs/any/tests/Labs.Any.Tests.csproj", "../../../solutions-private/any/src/Labs.Any.csproj", "")]
    [TestCase("labs/any/api/Labs.Any.Api.csproj", "../../../framework/Labs.Testing/Labs.Testing.csproj", "")]
    [TestCase("grader/Labs.Grader.csproj", "../labs/any/tests/Labs.Any.Tests.csproj", "")]
    [TestCase("grader/Labs.Grader.csproj", "../labs/*/tests/*.csproj", "")]
    [TestCase("solutions-private/any/src/Labs.Any.csproj", "../../../framework/Labs.Testing/Labs.Testing.csproj", "")]
    [TestCase("elsewhere/Labs.Any.csproj", "", "")]
    public void A_reference_against_the_direction_is_found(string project, string reference, string package)
    {
        Assert.That(DependencyRules.Violations(Parse(project, reference, package, "")), Has.Exactly(1).Items);
    }

    [TestCase("labs/any/tests/Labs.Any.Tests.csproj", "../src/Labs.Any.csproj")]
    [TestCase("grader/Labs.Grader.csproj", "../labs/*/tests/*.csproj")]
    public void A_project_may_be_built_beside_another_without_being_referenced(string project, string reference)
    {
        Assert.That(DependencyRules.Violations(Parse(project, reference, "", "ReferenceOutputAssembly=\"false\"")), Is.Empty);
    }

    [Test]
    public void The_framework_that_students_see_needs_nothing_but_the_base_library()
    {
        Assert.That(References(typeof(INode).Assembly), Is.Empty);
    }

    [Test]
    public void The_checker_needs_nothing_but_the_base_library()
    {
        Assert.That(References(typeof(History).Assembly), Is.Empty);
    }

    [Test]
    public void The_simulation_needs_nothing_but_the_framework()
    {
        Assert.That(References(typeof(World).Assembly), Is.EqualTo(["Labs.Framework"]));
    }

    private static Project Parse(string project, string reference, string package, string attributes) => Project.Parse(new RepositoryFile(
        project,
        "<Project><ItemGroup>"
        + (reference.Length > 0 ? $"<ProjectReference Include=\"{reference}\" {attributes} />" : "")
        + (package.Length > 0 ? $"<PackageReference Include=\"{package}\" />" : "")
        + "</ItemGroup></Project>"));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
}
