using System.CommandLine;
using Labs.Grader.Grading;
using Labs.Grader.Suites;
using Labs.Grader.Verification;

namespace Labs.Grader.Commands;

/// <summary><c>labs check LAB</c>: compiles a submission and holds it against the rules, without a trial.</summary>
internal static class CheckCommand
{
    public static Command Make(CancellationToken cancel)
    {
        var lab = Inputs.Lab();
        var given = Inputs.Submission();
        var withReference = Inputs.WithReference();
        var command = new Command("check", "Compiles a submission and lists the rules that it breaks, as grade does before any trial.")
        {
            lab, given, withReference,
        };
        command.SetAction(parsed =>
        {
            var shelf = LabShelf.Find();
            var suite = shelf.Open(parsed.GetRequiredValue(lab));
            var (submission, violations) = LoadedSubmission.Check(
                suite, new(shelf, parsed.GetValue(given), parsed.GetValue(withReference) ?? []), cancel);
            foreach (string line in BrokenRules.LinesFromHere(violations, submission.Root)) Console.WriteLine(line);
            if (violations.Count > 0) return ExitStatus.WrongInput;
            string files = submission.Files == 1 ? "1 file compiles and breaks" : $"{submission.Files:N0} files compile and break";
            Console.WriteLine($"{suite.Suite.Lab.Name}, {submission.Name}: {files} no rule.");
            return ExitStatus.Passed;
        });
        return command;
    }
}
