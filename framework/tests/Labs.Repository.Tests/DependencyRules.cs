using System.Text.RegularExpressions;

namespace Labs.Repository.Tests;

/// <summary>Which project may compile against which: the direction of every arrow in the architecture.</summary>
internal static class DependencyRules
{
    private const string Framework = @"framework/Labs\.Framework/";
    private const string Simulation = @"framework/Labs\.Simulation/";
    private const string Checking = @"framework/Labs\.Checking/";
    private const string Testing = @"framework/Labs\.Testing/";
    private const string Reporting = @"framework/Labs\.Reporting/";
    private const string Analyzers = @"framework/Labs\.Analyzers/";
    private const string Api = "labs/[^/]+/api/";

    // The first line whose pattern fits a project's path holds for it.
    private static readonly (string Project, string[] MayReference, bool MayUsePackages)[] Rules =
    [
        (Framework, [], false),
        (Checking, [], false),
        (Analyzers, [], true),
        (Simulation, [Framework], false),
        (Reporting, [], false),
        (Testing, [Framework, Simulation, Checking], true),
        (@"framework/Labs\.Runtime/", [Framework], true),
        ("framework/benchmarks/", ["framework/", "grader/"], true),
        // Test material: labs that exist for a test alone, with the same rules as labs.
        ("(framework|grader)/tests/.+/(api|src)/", [Framework, ".+/api/"], false),
        ("framework/tests/", ["framework/"], true),
        ("grader/tests/", ["framework/", "grader/"], true),
        ("grader/", [Testing, Reporting, Checking, Analyzers], true),
        (Api, [Framework, Api], false),
        ("labs/[^/]+/src/", [Framework, Api], false),
        ("solutions-private/[^/]+/(src|variants)/", [Framework, Api], false),
        ("labs/[^/]+/tests/", [Framework, Simulation, Checking, Testing, Api], true),
    ];

    public static IEnumerable<string> Violations(Project project)
    {
        var rule = Rules.FirstOrDefault(rule => Regex.IsMatch(project.Path, "^" + rule.Project));
        if (rule.Project is null)
            return [$"{project.Path}: no rule says what it may reference."];
        var wrong = project.References
            .Where(reference => !rule.MayReference.Any(allowed => Regex.IsMatch(reference, "^" + allowed)))
            .Select(reference => $"{project.Path} may not reference {reference}.");
        return rule.MayUsePackages ? wrong : wrong.Concat(project.Packages.Select(package => $"{project.Path} may not use {package}."));
    }
}
