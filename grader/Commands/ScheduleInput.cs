using Labs.Testing;

namespace Labs.Grader.Commands;

/// <summary>Reads a schedule that the command line names.</summary>
internal static class ScheduleInput
{
    /// <summary>Reads it.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="lab">The lab that it must be of.</param>
    /// <param name="scenario">The scenario that it must be of, where one was asked for.</param>
    /// <param name="seed">The seed that it must be of, where one was asked for.</param>
    /// <exception cref="InputException">It can't be read, is no schedule, or one of another trial.</exception>
    public static ScheduleFile Read(string path, string lab, string? scenario, ulong? seed)
    {
        var file = Read(path);
        Check("lab", file.Lab, lab);
        Check("scenario", file.Scenario, scenario ?? file.Scenario);
        Check("seed", Seeds.Format(file.Attempt.Seed), Seeds.Format(seed ?? file.Attempt.Seed));
        return file;

        void Check(string what, string there, string here)
        {
            if (there != here) throw new InputException($"{path} is a schedule of {what} {there}, and {here} was asked for; give the one or the other");
        }
    }

    private static ScheduleFile Read(string path)
    {
        try
        {
            return ScheduleFile.Read(InputFile.ReadText(path));
        }
        catch (FormatException error)
        {
            throw new InputException($"{path}, {error.Message}");
        }
    }
}
