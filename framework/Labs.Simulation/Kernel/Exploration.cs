namespace Labs.Simulation;

/// <summary>How a run explores the orders in which things may happen: drawn from its seed, so that many runs try many ways.</summary>
/// <remarks>No single way finds everything: what random orders hit once in a thousand runs, a steady network or one starved node
/// hits at once. Half of all runs are random and uniform.</remarks>
internal sealed class Exploration
{
    private const int UnusualPerMille = 150;
    private const int ChangesPerMille = 2;
    private const int WaitsPerMille = 20;

    /// <summary>First in, first out. Priority 0 is for starts and for what a pause held back.</summary>
    public const ulong InTurn = 1UL << 63;

    private const ulong AtTheEnd = ulong.MaxValue;

    private const int SteadySteps = 4;
    private const int EdgeParts = 16;
    private const int MostPerMille = 100;

    private readonly ulong _seed;

    public Exploration(WorldOptions options)
    {
        _seed = options.Seed;
        Interleaving = options.Interleaving ?? (Interleaving)Choose(0);
        Timing = options.Timing ?? (Timing)Choose(1);
    }

    public Interleaving Interleaving { get; }

    public Timing Timing { get; }

    /// <summary>What an incarnation's posts have in common, where they do: an epoch ends at a change point.</summary>
    public ulong PriorityOfEpoch(ulong incarnation, ulong epoch) => Draw.Of(_seed, Purpose.NodePriority, incarnation, epoch) | 1;

    /// <summary>Whether the incarnation's priority changes with this post.</summary>
    public bool IsChangePoint(ulong incarnation, ulong post) =>
        Interleaving == Interleaving.PriorityBased
        && Draw.IsTaken(Draw.Of(_seed, Purpose.PriorityChange, incarnation, post), ChangesPerMille);

    /// <summary>The priority of a post, or of a message's arrival, whose draw is the one given.</summary>
    public ulong Priority(ulong draw, ulong ofEpoch) => Interleaving switch
    {
        Interleaving.PriorityBased => ofEpoch,
        Interleaving.DelayBounded => Draw.IsTaken(draw, WaitsPerMille) ? AtTheEnd : InTurn,
        _ => draw,
    };

    /// <summary>A delay in the range, as ticks.</summary>
    /// <param name="purpose">What is delayed.</param>
    /// <param name="key">The message.</param>
    /// <param name="link">The direction of a link.</param>
    /// <param name="least">The least delay.</param>
    /// <param name="most">The end of the range.</param>
    public long Delay(Purpose purpose, ulong key, ulong link, long least, long most)
    {
        if (Timing == Timing.Steady)
        {
            var step = Draw.Between(Draw.Of(_seed, Purpose.SteadyDelay, link, (ulong)purpose), 0, SteadySteps);
            return least + (Math.Max(0, most - least) * step / SteadySteps);
        }

        var draw = Draw.Of(_seed, purpose, key);
        if (Timing == Timing.Uniform)
            return Draw.Between(draw, least, most);
        var edge = Math.Max(1, (most - least) / EdgeParts);
        return Draw.IsTaken(draw, MostPerMille)
            ? Draw.Between(Draw.Mix(draw), Math.Max(least, most - edge), most)
            : Draw.Between(Draw.Mix(draw), least, Math.Min(least + edge, most));
    }

    private int Choose(ulong which)
    {
        var draw = Draw.Between(Draw.Of(_seed, Purpose.Exploration, which), 0, 1000);
        return draw < UnusualPerMille ? 1 : draw < 2 * UnusualPerMille ? 2 : 0;
    }
}
