using System.Text;
using Labs.Grader.Submissions;
using Microsoft.CodeAnalysis.CSharp;

namespace Labs.Grader.Mutants;

/// <summary>Makes mutants of a solution by rule: see <see cref="MutationWalker"/> for what is changed.</summary>
internal static class GeneratedMutants
{
    /// <summary>All mutants, in the order of files and places. Some may not compile.</summary>
    public static IReadOnlyList<Mutant> Of(IReadOnlyList<SourceFile> solution)
    {
        var names = new Dictionary<string, int>();
        var mutants = new List<Mutant>();
        foreach (var source in solution)
        {
            string text = Encoding.UTF8.GetString(source.Content).ReplaceLineEndings("\n");
            foreach (var mutation in MutationWalker.Find(CSharpSyntaxTree.ParseText(text)))
            {
                string changed = text[..mutation.Span.Start] + mutation.Replacement + text[mutation.Span.End..];
                string name = $"{source.Path}: {Difference(text, changed)}";
                int nth = names[name] = names.GetValueOrDefault(name) + 1;
                if (nth > 1) name += $" #{nth}";
                var file = source with { Content = Encoding.UTF8.GetBytes(changed) };
                mutants.Add(new Mutant(name, "", "", [], [.. solution.Select(other => other == source ? file : other)]));
            }
        }

        return mutants;
    }

    // By the text of the line, not its number: a name then outlives changes elsewhere in the file.
    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        int line = 0;
        while (line < old.Length - 1 && line < now.Length - 1 && old[line] == now[line]) line++;
        return $"{old[line].Trim()} => {now[line].Trim()}";
    }
}
