using System.CommandLine;
using Labs.Grader.Scaffolding;
using Labs.Grader.Suites;

namespace Labs.Grader.Commands;

/// <summary><c>labs new NAME</c>: begins a new lab.</summary>
internal static class NewCommand
{
    public static Command Make()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The lab's name, which is its folder's: words of small letters, joined by '-'",
        };
        var command = new Command("new", "Begins a new lab: contract, skeleton, suite, solution, mutant and handout, which build and grade.")
        {
            name,
        };
        command.SetAction(parsed =>
        {
            var lab = LabName.Parse(parsed.GetRequiredValue(name));
            var shelf = LabShelf.Find();
            var written = new Scaffold(shelf).Write(lab);
            foreach (string path in written) Console.WriteLine($"  {path}");
            Console.WriteLine($"""

                labs/README.md and Labs.sln list it. See it work, then make it yours (framework/LAB-AUTHORS.md says how):

                  dotnet test labs/{lab.Folder}/tests
                  dotnet run -c Release --project grader -- grade {lab.Folder} --submission {Path.GetFileName(shelf.SolutionsFolder)}
                  dotnet run -c Release --project grader -- mutants {lab.Folder}
                """);
            return ExitStatus.Passed;
        });
        return command;
    }
}
