using Labs.Simulation;

namespace Labs.Grader.Workers;

/// <summary>How much time all trials of one submission may take together, so that none keeps a machine for hours, a little below the
/// limit of one trial each time.</summary>
/// <remarks>A trial that ends by itself takes what it used of a processor, which does not hang on what else the machine does. One that
/// hangs takes all of its limit, and one whose process dies the time until then.</remarks>
/// <param name="whole">All of it.</param>
internal sealed class Allowance(TimeSpan whole)
{
    /// <summary>For trials that are not watched over: one alone, at somebody's wish.</summary>
    public static readonly TimeSpan Endless = TimeSpan.MaxValue;

    /// <summary>Twenty trials may hang. No more is needed to see that they do.</summary>
    private const int HangsMost = 20;

    /// <summary>What trials may take in the mean: ten times what the dearest of the reference solutions takes.</summary>
    private static readonly TimeSpan Mean = TimeSpan.FromMilliseconds(250);

    private long _spent;

    /// <summary>Whether no trial may be run any more.</summary>
    public bool IsSpent => Interlocked.Read(ref _spent) >= whole.Ticks;

    /// <summary>What a submission may take.</summary>
    /// <param name="trials">How many trials it is to be given.</param>
    /// <param name="limit">How long one may take.</param>
    public static TimeSpan For(int trials, TimeSpan limit) => (limit * HangsMost) + (Mean * trials);

    /// <summary>Takes off what a trial took.</summary>
    public void Charge(TimeSpan time) => Interlocked.Add(ref _spent, time.Ticks);

    /// <summary>The report on a trial that is not run.</summary>
    public TrialReport Refuse(TrialOrder order) => HostEnded.Report(order.Seed, new HostEnded(
        FailureKind.Hang,
        $"not run: earlier trials have taken the {whole.TotalSeconds:0} s that all have together; "
            + "--scenario NAME gives them to one scenario",
        ""));
}
