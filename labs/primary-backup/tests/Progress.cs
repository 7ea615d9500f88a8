using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>What must have got done, so that nothing is right by doing nothing.</summary>
internal static class Progress
{
    /// <summary>Demands that so much was done.</summary>
    public static void Expect(World world, int done, int least, string what)
    {
        if (done < least)
        {
            throw new FailureException(
                FailureKind.Liveness, $"{done} {what}, and {least} are the least that is needed; {Handout.See("no-answer")}");
        }

        world.NoteMargin($"percent: the least number of {what}, as a share of the number", 100 * least / done, 100);
    }
}
