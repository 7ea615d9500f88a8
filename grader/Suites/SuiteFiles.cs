namespace Labs.Grader.Suites;

/// <summary>Where a built suite lies.</summary>
/// <param name="Lab">Its <c>lab.json</c>.</param>
/// <param name="Assembly">The suite's assembly.</param>
/// <param name="Contracts">The assemblies that it shares with submissions.</param>
internal sealed record SuiteFiles(string Lab, string Assembly, IReadOnlyList<string> Contracts);
