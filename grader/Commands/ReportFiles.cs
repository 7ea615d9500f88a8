using System.CommandLine;
using Labs.Grader.Output;
using Labs.Reporting;

namespace Labs.Grader.Commands;

/// <summary>The files of a grade that the command line asks for.</summary>
internal sealed class ReportFiles
{
    private readonly Option<string?> _json = Option("--json", $"Write the result there, in the schema {ResultFile.Schema}");
    private readonly Option<string?> _markdown = Option("--markdown", "Write a report in Markdown there, as for the summary of a job");
    private readonly Option<string?> _junit = Option("--junit", "Write a JUnit report there");
    private readonly Option<string?> _classroom = Option(
        "--classroom", "Write what classroom-resources' reporter reads there: JSON in base64, one line");
    private readonly Option<string?> _classroom50 = Option(
        "--classroom50", $"Write a result.json of Classroom 50 there, in the schema {Classroom50File.Schema}");
    private readonly Option<string?> _gradescope = Option("--gradescope", "Write a results.json for Gradescope there");

    /// <summary>The options.</summary>
    public IEnumerable<Option<string?>> Options => [_json, _markdown, _junit, _classroom, _classroom50, _gradescope];

    /// <summary>Says now, not after all the work, that a file can't be written.</summary>
    /// <exception cref="InputException">One can't, or two are the same.</exception>
    public void Check(ParseResult parsed)
    {
        string[] paths = [.. Options.Select(parsed.GetValue).OfType<string>()];
        foreach (string path in paths) OutputFile.Check(path);
        // What is no file, such as a terminal, may take several.
        var files = paths.Where(path => !File.Exists(path) || new FileInfo(path).Length > 0).GroupBy(Path.GetFullPath);
        if (files.FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException($"{twice.First()} would be written twice; name a file for each report");
    }

    /// <summary>Writes the files; that one can't be written costs no other.</summary>
    /// <exception cref="InputException">One can't be written.</exception>
    public void Write(ParseResult parsed, StudentReport report)
    {
        var failed = new List<string>();
        // What was not run has no result: the other files say why, since the programs that wait for them need an answer.
        if (report.Refusal is null) Write(_json, stream => ResultFile.Write(stream, report.Result));
        Write(_markdown, stream => MarkdownFile.Write(stream, report));
        Write(_junit, stream => JUnitFile.Write(stream, report));
        Write(_classroom, stream => ClassroomFile.Write(stream, report));
        Write(_classroom50, stream => Classroom50File.Write(stream, report, Submission(report.Result)));
        Write(_gradescope, stream => GradescopeFile.Write(stream, report));
        if (failed.Count > 0) throw new InputException(string.Join('\n', failed));

        void Write(Option<string?> option, Action<Stream> write)
        {
            if (parsed.GetValue(option) is not { } path) return;
            try
            {
                OutputFile.Write(path, write);
            }
            catch (InputException error)
            {
                failed.Add(error.Message);
            }
        }
    }

    private static ClassroomSubmission Submission(LabResult result) =>
        ClassroomSubmission.Read(Environment.GetEnvironmentVariable, result.Lab, result.Submission, DateTimeOffset.UtcNow);

    private static Option<string?> Option(string name, string description) => new(name) { HelpName = "FILE", Description = description };
}
