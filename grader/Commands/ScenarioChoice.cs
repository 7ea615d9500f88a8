using System.IO.Enumeration;
using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary>Finds the scenarios that the command line names.</summary>
internal static class ScenarioChoice
{
    /// <summary>The scenarios of some parts whose names match a pattern.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="parts">Letters with commas between them; null for all parts.</param>
    /// <param name="pattern">A name, in which * stands for any text; null for all names.</param>
    /// <exception cref="InputException">There is no such part, or no such scenario.</exception>
    public static IReadOnlyList<Scenario> Choose(Suite suite, string? parts, string? pattern)
    {
        string[] letters = parts?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (string letter in letters)
        {
            if (!suite.Lab.Parts.Any(part => IsSame(part.Name, letter)))
                throw new InputException($"{suite.Lab.Name} has no part '{letter}'; {Nearest.Hint(letter, suite.Lab.Parts.Select(part => part.Name))}");
        }

        if (parts is not null && letters.Length == 0) throw new InputException("--part names no part");
        Scenario[] ofParts = [.. suite.Scenarios.Where(scenario => parts is null || letters.Any(letter => IsSame(scenario.Part, letter)))];
        Scenario[] chosen = [.. ofParts.Where(scenario => pattern is null || Matches(scenario, pattern))];
        if (chosen.Length > 0) return chosen;
        if (pattern is null) throw new InputException($"part {string.Join(", ", letters)} of {suite.Lab.Name} has no scenario yet");
        throw new InputException($"no scenario matches '{pattern}'; {Nearest.Hint(pattern.Replace("*", "", StringComparison.Ordinal), ofParts.Select(scenario => scenario.Name))}");
    }

    /// <summary>The one scenario of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Scenario Find(Suite suite, string name) =>
        suite.Scenarios.FirstOrDefault(scenario => IsSame(scenario.Name, name) || IsSame(scenario.Title, name))
        ?? throw new InputException($"{suite.Lab.Name} has no scenario '{name}'; {Nearest.Hint(name, suite.Scenarios.Select(scenario => scenario.Name))}");

    private static bool Matches(Scenario scenario, string pattern) =>
        FileSystemName.MatchesSimpleExpression(pattern, scenario.Name) || FileSystemName.MatchesSimpleExpression(pattern, scenario.Title);

    private static bool IsSame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
