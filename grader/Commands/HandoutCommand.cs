using System.CommandLine;
using Labs.Grader.Handouts;
using Labs.Grader.Output;
using Labs.Grader.Suites;

namespace Labs.Grader.Commands;

/// <summary><c>labs handout DIR</c>: writes what students get.</summary>
internal static class HandoutCommand
{
    public static Command Make()
    {
        var directory = new Argument<string?>("DIR")
        {
            Description = "Where to write the students' repository: a new or an empty folder",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var gradescope = new Option<string?>("--gradescope")
        {
            HelpName = "DIR",
            Description = "Write a bundle for Gradescope there, for each lab: a folder, and an archive of it to upload",
        };
        var command = new Command("handout", "Writes the students' repository: everything they need, and no solution.")
        {
            directory, gradescope,
        };
        command.SetAction(parsed =>
        {
            var (students, bundles) = (parsed.GetValue(directory), parsed.GetValue(gradescope));
            if (students is null && bundles is null)
                throw new InputException("say where to: labs handout DIR, or labs handout --gradescope DIR");
            var shelf = LabShelf.Find();
            if (students is not null) WriteStudents(shelf, students);
            if (bundles is not null) WriteBundles(shelf, bundles);
            return ExitStatus.Passed;
        });
        return command;
    }

    private static void WriteStudents(LabShelf shelf, string folder)
    {
        var files = new HandoutFiles(shelf).ForStudents();
        HandoutFolder.Write(folder, files);
        Console.WriteLine($"{folder}: {files.Count:N0} files for students, with the labs {string.Join(", ", shelf.Labs())}.");
    }

    private static void WriteBundles(LabShelf shelf, string folder)
    {
        foreach (string lab in shelf.Labs())
        {
            var files = new HandoutFiles(shelf).ForGradescope(lab);
            string bundle = Path.Combine(folder, lab);
            HandoutFolder.Write(bundle, files);
            OutputFile.Write(bundle + ".zip", stream => HandoutFolder.WriteArchive(stream, files));
            Console.WriteLine($"{bundle}.zip: {files.Count:N0} files for Gradescope to grade {lab}.");
        }
    }
}
