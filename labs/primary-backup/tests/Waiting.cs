using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>How a scenario waits for what must come.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Poll = 10.Milliseconds();

    /// <summary>Waits for something; if it doesn't come in time, the trial fails.</summary>
    /// <param name="world">The world whose time counts.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="of">Of whom.</param>
    /// <param name="coming">What is awaited.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    public static async Task WithinAsync(this World world, TimeSpan limit, string what, string of, Task coming, string anchor)
    {
        using var ended = new CancellationTokenSource();
        var start = world.Now;
        world.WaitingFor = $"{what} ({of})";
        if (await Task.WhenAny(coming, world.Tester.Delay(limit, ended.Token)) != coming)
            throw InVain(limit, what, of, anchor);

        ended.Cancel();
        world.WaitingFor = null;
        world.NoteMargin(what, world.Now - start, limit);
        await coming;
    }

    /// <summary>Asks again and again, until what is told is right.</summary>
    /// <param name="world">The world whose time counts.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="isRight">Judges the answer.</param>
    /// <param name="anchor">Where the handout speaks of it.</param>
    /// <param name="say">What the failure says of the last answer; the answer as it is unless given.</param>
    public static async Task<T> UntilAsync<T>(
        this World world,
        TimeSpan limit,
        string what,
        Func<Task<T>> ask,
        Func<T, bool> isRight,
        string anchor,
        Func<T, string>? say = null)
    {
        var start = world.Now;
        world.WaitingFor = what;
        while (true)
        {
            var told = await ask();
            if (isRight(told))
            {
                world.WaitingFor = null;
                world.NoteMargin(what, world.Now - start, limit);
                return told;
            }

            if (world.Now - start >= limit)
                throw InVain(limit, what, say?.Invoke(told) ?? $"the last answer is {told}", anchor);
            await world.Tester.Delay(Poll);
        }
    }

    /// <summary>Does something beside the scenario.</summary>
    /// <returns>A task that completes when it is done; if it fails, so does the trial, at once.</returns>
    public static Task RunAsync(this World world, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        world.Tester.Start(async () =>
        {
            await work();
            done.SetResult();
        });
        return done.Task;
    }

    private static FailureException InVain(TimeSpan limit, string what, string of, string anchor) => new(
        FailureKind.Liveness, $"waited {TraceText.Seconds(limit)} for {what} ({of}), in vain; {Handout.See(anchor)}");
}
