using System.Diagnostics;
using System.Text.RegularExpressions;
using Labs.Grader.Compiling;
using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Testing;

namespace Labs.Benchmarks;

/// <summary>How long the grader takes to read, compile and verify a submission: the first of a process, and those that follow.</summary>
internal static partial class CompileFigures
{
    private const int Lines = 1000;
    private const int Rounds = 11;

    public static int Print(string lab)
    {
        var shelf = new LabShelf(Repository.RootAbove(AppContext.BaseDirectory)!);
        var folder = Directory.CreateTempSubdirectory("labs-benchmark-");
        try
        {
            var (files, lines) = Write(Path.Combine(shelf.SolutionsFolder, lab, "src"), Path.Combine(folder.FullName, lab, "src"));
            var suite = shelf.Open(lab);
            var choice = new SubmissionChoice(shelf, folder.FullName, suite.Suite.Lab.BuildsOn);
            var times = Enumerable.Range(0, Rounds + 1)
                .Select(_ => Time(new CompileOrder(choice, lab, suite.Files.Contracts)))
                .ToList();
            Console.WriteLine($"{lab}, {files} files of {lines:N0} lines in all:");
            Console.WriteLine($"cold {Describe(times[0])}");
            Console.WriteLine($"warm {Describe(times.Skip(1).Order().ElementAt(Rounds / 2))} (median of {Rounds})");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Describe((TimeSpan Wall, TimeSpan Processor) time) =>
        $"{time.Wall.TotalSeconds:N2} s, {time.Processor.TotalSeconds:N2} s of the processors";

    private static (TimeSpan Wall, TimeSpan Processor) Time(CompileOrder order)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var submission = SubmissionCheck.Run(order);
        var time = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - used);
        return submission.Violations.Count == 0 ? time : throw new InvalidOperationException($"{submission.Violations[0]}");
    }

    // The reference solution, and copies of it in namespaces of their own until there is enough.
    private static (int Files, int Lines) Write(string from, string to)
    {
        var sources = Directory.EnumerateFiles(from, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        Directory.CreateDirectory(to);
        int files = 0, lines = 0;
        for (int copy = 0; lines < Lines; copy++)
        {
            foreach (string source in sources)
            {
                string text = copy == 0 ? source : Namespace().Replace(source, $"namespace ${{name}}.Copy{copy};");
                File.WriteAllText(Path.Combine(to, $"{files++}.cs"), text);
                lines += text.Count(letter => letter == '\n');
            }
        }

        return (files, lines);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
