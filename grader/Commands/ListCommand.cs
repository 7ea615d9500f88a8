using System.CommandLine;
using Labs.Grader.Output;
using Labs.Grader.Suites;

namespace Labs.Grader.Commands;

/// <summary><c>labs list [LAB]</c>: the labs, or a lab's parts and scenarios.</summary>
internal static class ListCommand
{
    public static Command Make()
    {
        var lab = new Argument<string?>("LAB") { Description = "A lab, to see its scenarios", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("list", "Shows the labs, or the scenarios of one.") { lab };
        command.SetAction(parsed =>
        {
            var shelf = LabShelf.Find();
            var report = new ListReport(Screen.Open());
            if (parsed.GetValue(lab) is { } name) report.Print(shelf.Open(name).Suite);
            else report.Print([.. shelf.Labs().Select(found => shelf.Open(found).Suite)]);
            return ExitStatus.Passed;
        });
        return command;
    }
}
