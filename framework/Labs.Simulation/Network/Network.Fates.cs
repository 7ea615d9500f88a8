namespace Labs.Simulation;

/// <content>What becomes of one message: what its draws say, unless a schedule leaves that out.</content>
public sealed partial class Network
{
    // A message that takes no longer than this is nothing out of the ordinary.
    private static readonly NetworkProfile.Range Usual = NetworkProfile.Labrpc.RequestDelay;

    private bool IsTaken(int perMille, Purpose purpose, in Fate fate) =>
        perMille > 0 && Draw.IsTaken(Of(purpose, fate.Key), perMille) && Happens(purpose, fate);

    private long DelayOf(in Fate fate, NetworkProfile.Range range, Purpose purpose)
    {
        // A link's latency is one deviation, and not one for each message.
        if (fate.Link.Latency is { } own)
            return Span(fate.Link, own, purpose, fate.Key);
        var delay = Span(fate.Link, range, purpose, fate.Key);
        if (Kernel.Deviations is null)
            return delay;
        var isUsual = delay >= Usual.Least.Ticks && delay <= Usual.Most.Ticks;
        return (isUsual ? IsUneven(fate.Link) : Happens(purpose, fate, delay)) ? delay : Middle(Usual);
    }

    /// <summary>When a caller is told that there is no way to the target.</summary>
    private long ToldAt(Link link, Purpose purpose, ulong key) => Kernel.Now + (Kernel.Deviations is null || IsUneven(link)
        ? Draw.Between(Of(purpose, key), Profile.NoRouteDelay.Least.Ticks, Profile.NoRouteDelay.Most.Ticks)
        : Middle(Profile.NoRouteDelay));

    // Small differences of time make a run go other ways whenever its messages change: one deviation for each link takes them out.
    private bool IsUneven(Link link) => link.IsUneven ??= Kernel.Deviations!.Happens(
        $"jitter {link.Source.Address}>{link.Target.Address}",
        () => $"messages from {link.Source.Address} to {link.Target.Address} do not all take the same time");

    private static long Middle(NetworkProfile.Range range) => (range.Least.Ticks + range.Most.Ticks) / 2;

    private bool Happens(Purpose purpose, in Fate fate, long delay = 0)
    {
        if (Kernel.Deviations is not { } deviations)
            return true;
        var (kind, says) = purpose switch
        {
            Purpose.RequestLoss or Purpose.ReplyLoss => ("lost", "is lost"),
            Purpose.RequestDuplicate or Purpose.ReplyDuplicate => ("twice", "arrives twice"),
            Purpose.RequestLate or Purpose.ReplyLate => ("late", "comes late"),
            _ => ("delay", ""),
        };
        var message = fate;
        return deviations.Happens(
            $"{kind} {message.What} {message.Link.Source.Address}>{message.Link.Target.Address} {message.Key:x16}",
            () => $"{message} {(kind == "delay" ? $"takes {TimeSpan.FromTicks(delay).TotalMilliseconds:0.###} ms" : says)}");
    }

    /// <summary>One message on its way, for what may happen to it.</summary>
    private readonly record struct Fate(string What, Link Link, ulong Key, string Text)
    {
        public override string ToString() => $"the {What} {Text} from {Link.Source.Address} to {Link.Target.Address}";
    }
}
