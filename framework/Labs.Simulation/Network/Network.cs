using Labs.Framework.Wire;

namespace Labs.Simulation;

/// <summary>All links between all nodes, and how they treat messages.</summary>
public sealed partial class Network
{
    private readonly World _world;
    private readonly Dictionary<(int Source, int Target), Link> _links = [];

    internal Network(World world) => _world = world;

    /// <summary>How messages are treated from now on. Messages in flight keep the fate they were given.</summary>
    public NetworkProfile Profile { get; set; } = NetworkProfile.Labrpc;

    /// <summary>Calls sent so far by nodes of groups; those of the tester don't count.</summary>
    public long Calls { get; private set; }

    /// <summary>Payload bytes sent so far by nodes of groups, requests and replies, counted by content.</summary>
    public long Bytes { get; private set; }

    /// <summary>Replies that came to nobody: the call had ended, or its caller crashed.</summary>
    public long LateReplies { get; private set; }

    private Kernel Kernel => _world.Kernel;

    internal Link LinkBetween(SimulatedNode source, SimulatedNode target)
    {
        if (!_links.TryGetValue((source.Index, target.Index), out var link))
            _links.Add((source.Index, target.Index), link = new Link(source, target));
        return link;
    }

    internal void SendRequest(Incarnation sender, Link link, MessageType type, object request, Call call)
    {
        var content = type.MeasureRequest(request);
        // Nobody reads what has no way to go.
        var payload = link.IsCut ? [] : type.EncodeRequest(request);
        var key = link.KeyOf(content.Value);
        Count(sender, content, isCall: true);
        Kernel.Trace.Add(TraceKind.Send, sender.Node.Index, key);
        var envelope = new Envelope(link.Source, link.Target, type, payload, key, call)
        {
            Text = Kernel.Trace.IsKept ? type.DescribeRequest(request) : "",
        };
        if (Kernel.Trace.IsKept)
            sender.Note("send", $"{envelope.Text} to {link.Target.Address}");

        if (link.IsCut)
        {
            Lose(envelope, "no way there", ToldAt(link, Purpose.NoRoute, key));
            return;
        }

        var fate = new Fate("request", link, key, envelope.Text);
        var arrival = Kernel.Now + DelayOf(fate, Profile.RequestDelay, Purpose.RequestDelay);
        if (IsTaken(Profile.LateRequestPerMille, Purpose.RequestLate, fate))
            arrival += Span(link, Profile.LateRequestDelay, Purpose.RequestLateDelay, key);
        if (IsTaken(Profile.RequestLossPerMille, Purpose.RequestLoss, fate))
        {
            Lose(envelope, "lost", arrival);
            return;
        }

        At(arrival, link.Target, key, () => Arrive(envelope));
        if (IsTaken(Profile.DuplicateRequestPerMille, Purpose.RequestDuplicate, fate))
        {
            var later = Span(link, Profile.DuplicateDelay, Purpose.RequestDuplicateDelay, key);
            At(arrival + later, link.Target, key + 1, () => Arrive(envelope));
        }
    }

    internal void SendReply(Incarnation sender, Envelope request, object reply)
    {
        var content = request.Type.MeasureReply(reply);
        var link = LinkBetween(request.Target, request.Source);
        var key = link.KeyOf(Draw.Roll(content.Value, request.Key));
        Count(sender, content, isCall: false);
        Kernel.Trace.Add(TraceKind.Reply, sender.Node.Index, key);
        var text = Kernel.Trace.IsKept ? request.Type.DescribeReply(reply) : "";
        if (Kernel.Trace.IsKept)
            sender.Note("reply", $"{text} to {request.Source.Address}");

        if (link.IsCut)
        {
            Lose(request, "no way back", ToldAt(link, Purpose.NoRoute, key));
            return;
        }

        var fate = new Fate("reply", link, key, text);
        var arrival = Kernel.Now + DelayOf(fate, Profile.ReplyDelay, Purpose.ReplyDelay);
        if (IsTaken(Profile.LateReplyPerMille, Purpose.ReplyLate, fate))
        {
            var spread = Draw.Between(Of(Purpose.ReplyLateRange, key), 0, Profile.LateReplySpread.Ticks);
            arrival += Profile.LateReplyLeast.Ticks + Kernel.Exploration.Delay(Purpose.ReplyLateDelay, key, link.Id, 0, 1 + spread);
        }

        if (IsTaken(Profile.ReplyLossPerMille, Purpose.ReplyLoss, fate))
        {
            Lose(request, "reply lost", arrival);
            return;
        }

        var payload = request.Type.EncodeReply(reply);
        At(arrival, link.Target, key, () => Answer(request, payload, text));
        if (IsTaken(Profile.DuplicateReplyPerMille, Purpose.ReplyDuplicate, fate))
        {
            var later = Span(link, Profile.DuplicateDelay, Purpose.ReplyDuplicateDelay, key);
            At(arrival + later, link.Target, key + 1, () => Answer(request, payload, text));
        }
    }

    /// <summary>The node that worked on a request crashed before it replied.</summary>
    internal void HandlerDied(Envelope request) =>
        Lose(request, "crashed before it replied", ToldAt(LinkBetween(request.Target, request.Source), Purpose.DeathNotice, request.Key));

    private void Arrive(Envelope envelope)
    {
        if (envelope.Target.Live is not { } target)
            Lose(envelope, "is down", ToldAt(LinkBetween(envelope.Source, envelope.Target), Purpose.NoRoute, envelope.Key));
        else
            RunFor(target, _ => target.Receive(envelope), isCode: true);
    }

    private void Answer(Envelope request, byte[] payload, string text)
    {
        if (request.Call.Caller.IsAlive)
            RunFor(request.Call.Caller, _ => Complete(request, payload, text), isCode: false);
        else
            NoteLate(request, text);
    }

    private void Complete(Envelope request, byte[] payload, string text)
    {
        if (request.Call.IsDone)
        {
            NoteLate(request, text);
            return;
        }

        Kernel.Trace.Add(TraceKind.Answer, request.Source.Index, request.Key);
        if (Kernel.Trace.IsKept)
            request.Call.Caller.Note("answer", $"{text} from {request.Target.Address}");
        request.Call.Complete(request.Type.DecodeReply(payload));
    }

    private void NoteLate(Envelope request, string text)
    {
        LateReplies++;
        if (Kernel.Trace.IsKept)
            Kernel.Trace.Note(Kernel.Now, request.Source.Address, "late", $"{text} from {request.Target.Address} comes to nobody");
    }

    /// <summary>A request or its reply is lost. Unless losses are silent, the caller is told after a while.</summary>
    private void Lose(Envelope request, string how, long toldAt)
    {
        Kernel.Trace.Add(TraceKind.Lost, request.Source.Index, request.Key);
        if (Kernel.Trace.IsKept)
            Kernel.Trace.Note(Kernel.Now, request.Source.Address, "lost", $"{request.Text} to {request.Target.Address}: {how}");
        if (Profile.IsLossSilent || !request.Call.Caller.IsAlive)
            return;
        request.Call.Caller.ScheduleCompletion(toldAt, new Alarm(_ => request.Call.Complete(null), null));
    }

    /// <summary>Runs something as an event of a node; a paused node gets it when it goes on.</summary>
    private void RunFor(Incarnation owner, SendOrPostCallback run, bool isCode)
    {
        if (owner.Node.IsHalted)
            owner.Node.Defer(new Work(owner, run, null, isCode));
        else
            Kernel.Execute(owner, run, null, isCode);
    }

    private void At(long time, SimulatedNode target, ulong key, Action run)
    {
        var draw = Of(Purpose.Arrival, key);
        var priority = target.Live?.PriorityOfArrival(draw) ?? draw;
        Kernel.Schedule(time, priority, new Work(null, static run => ((Action)run!)(), run, IsCode: false));
    }

    private void Count(Incarnation sender, ContentHash content, bool isCall)
    {
        if (sender.IsTester)
            return;
        var calls = isCall ? 1 : 0;
        Calls += calls;
        sender.Node.Calls += calls;
        Bytes += content.Size;
        sender.Node.Bytes += content.Size;
    }

    private ulong Of(Purpose purpose, ulong key) => Draw.Of(Kernel.Seed, purpose, key);

    private long Span(Link link, NetworkProfile.Range range, Purpose purpose, ulong key) =>
        Kernel.Exploration.Delay(purpose, key, link.Id, range.Least.Ticks, range.Most.Ticks);
}
