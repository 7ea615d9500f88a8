using Labs.Checking;
using Labs.Framework;
using Labs.Simulation;

namespace Labs.Testing;

/// <summary>How a suite states what must hold. Each statement carries the kind of failure it would be.</summary>
public static class Expect
{
    private static readonly TimeSpan DefaultEvery = 10.Milliseconds();

    /// <summary>Something that must hold always.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="otherwise">What was seen, in a sentence that ends with what to look at: 'term 3 has two leaders: servers 0 and
    /// 2'.</param>
    /// <exception cref="FailureException">It does not hold.</exception>
    public static void Safety(bool holds, string otherwise)
    {
        if (!holds)
            throw new FailureException(FailureKind.Safety, otherwise);
    }

    /// <summary>Something that must come within a bound of virtual time: asks again and again, as time passes, until the
    /// answer is not null.</summary>
    /// <param name="world">The world whose time counts.</param>
    /// <param name="bound">How long it may take.</param>
    /// <param name="what">What is awaited, as in 'a leader'.</param>
    /// <param name="probe">Asks.</param>
    /// <param name="every">How long to wait between two questions; 10 ms unless given.</param>
    /// <exception cref="FailureException">The bound has passed.</exception>
    public static async Task<T> Within<T>(World world, TimeSpan bound, string what, Func<Task<T?>> probe, TimeSpan? every = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(probe);
        string? before = world.WaitingFor;
        var start = world.Now;
        world.WaitingFor = what;
        while (true)
        {
            if (await probe() is { } answer)
            {
                world.WaitingFor = before;
                world.NoteMargin(what, world.Now - start, bound);
                return answer;
            }

            if (world.Now - start >= bound)
            {
                throw new FailureException(
                    FailureKind.Liveness,
                    $"waited {TraceText.Seconds(bound)} for {what}, in vain; look at what each server did after {TraceText.Time(start)}");
            }

            await world.Tester.Delay(every ?? DefaultEvery);
        }
    }

    /// <summary>Something that must not be used beyond a limit.</summary>
    /// <param name="world">The world that counts.</param>
    /// <param name="used">How much was used.</param>
    /// <param name="limit">How much may be.</param>
    /// <param name="what">What is counted, as in 'calls while idle for 1 s'.</param>
    /// <exception cref="FailureException">More was used.</exception>
    public static void Budget(World world, long used, long limit, string what)
    {
        ArgumentNullException.ThrowIfNull(world);
        world.NoteMargin(what, used, limit);
        if (used > limit)
        {
            throw new FailureException(
                FailureKind.Budget, $"{used} {what}, and {limit} are allowed; look at who sends or saves, and how often");
        }
    }

    /// <summary>That one order of all clients' operations explains what each client was told.</summary>
    /// <remarks>A history that no order explains is a safety failure with the evidence, whatever faults there were; one that is too much
    /// work to check leaves the trial undecided.</remarks>
    /// <param name="world">The world in which it happened.</param>
    /// <param name="model">The legal sequential behaviour.</param>
    /// <param name="operations">The operations; their times are ticks of virtual time.</param>
    /// <param name="otherwise">What to look at, for the end of the message.</param>
    /// <param name="statesMax">The most states of one key that the check may look at.</param>
    /// <exception cref="FailureException">There is no such order.</exception>
    /// <exception cref="InconclusiveException">It is not known whether there is one.</exception>
    /// <exception cref="HistoryException">The operations are no history of the model: an error of the suite.</exception>
    public static void Linearizable(
        World world, SequentialModel model, IEnumerable<Operation> operations, string otherwise, long statesMax = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(world);
        var result = new LinearizabilityChecker(model).Check(new History(operations), new CheckLimit { StatesMax = statesMax });
        if (result.Verdict == CheckVerdict.Ok)
            return;

        if (result.Verdict == CheckVerdict.Unknown)
        {
            string keys = string.Join(", ", result.OutOf.Select(key => $"\"{key.Key}\""));
            throw new InconclusiveException($"whether the operations are linearizable is not known: {statesMax:N0} states are not enough for {keys}");
        }

        string reason = $"{result.Contradictions[0].InOneSentence(Time)}; {otherwise}";
        // It stands in every run that is made smaller: no fault excuses it.
        world.Fail(FailureKind.Safety, reason, string.Join('\n', result.Contradictions.SelectMany(found => found.Tell(time: Time))));
        throw new FailureException(FailureKind.Safety, reason);

        static string Time(long ticks) => TraceText.Time(TimeSpan.FromTicks(ticks));
    }
}
