namespace Labs.Grader;

/// <summary>Finds the valid name that a wrong one was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>The end of a message about a wrong name: the nearest valid one, or all of them where none is near.</summary>
    public static string Hint(string wrong, IEnumerable<string> valid)
    {
        string[] names = [.. valid];
        if (names.Length == 0) return "there is none to choose from";
        // Half a name is nearer to the whole than to another name of its own length.
        string nearest = names.OrderBy(name => !Holds(Fold(name), Fold(wrong))).ThenBy(name => Distance(Fold(wrong), Fold(name))).First();
        if (IsNear(Fold(wrong), Fold(nearest))) return $"did you mean '{nearest}'?";
        return names.Length > 12 ? "'labs list LAB' shows them all" : $"choose from {string.Join(", ", names)}";
    }

    private static string Fold(string name) => name.Replace('_', ' ').Replace('-', ' ').Trim().ToLowerInvariant();

    private static bool IsNear(string wrong, string name) =>
        Holds(name, wrong) || Distance(wrong, name) <= name.Length / 3;

    private static bool Holds(string name, string wrong) => wrong.Length > 2 && name.Contains(wrong, StringComparison.Ordinal);

    // Levenshtein's: the fewest letters to put in, take out or change.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
