using System.CommandLine;
using Labs.Grader.Output;
using Labs.Reporting;

namespace Labs.Grader.Commands;

/// <summary><c>labs merge RESULT... --json FILE</c>: puts the shares of a grading together.</summary>
internal static class MergeCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("RESULT")
        {
            Description = "The results of all shares, in any order",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<string>("--json") { HelpName = "FILE", Description = "Write the whole result there", Required = true };
        var command = new Command("merge", "Puts the results of 'grade --shard' together to one, the same as without shares.")
        {
            files, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(json);
            OutputFile.Check(path);
            var result = Merge([.. parsed.GetRequiredValue(files).Select(Read)]);
            OutputFile.Write(path, stream => ResultFile.Write(stream, result));
            Console.WriteLine($"{result.Lab}, {PlainText.Line(result.Submission)}: {result.Score} of {result.MaxScore} points.");
            return result.Score == result.MaxScore ? ExitStatus.Passed : ExitStatus.PointsLost;
        });
        return command;
    }

    private static LabResult Merge(LabResult[] shards)
    {
        try
        {
            return ResultShards.Merge(shards);
        }
        catch (FormatException error)
        {
            throw new InputException($"the results can't be merged: {error.Message}");
        }
    }

    private static LabResult Read(string path)
    {
        try
        {
            return ResultReader.Read(InputFile.Read(path));
        }
        catch (FormatException error)
        {
            throw new InputException($"{path} is {error.Message}");
        }
    }
}
