using Labs.Framework;

namespace Labs.Simulation;

/// <summary>Another node, as seen from one incarnation.</summary>
internal sealed class Peer(Incarnation owner, SimulatedNode target) : IPeer
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private Link? _link;

    public int Id => target.Id;

    public Task<TReply?> CallAsync<TReply>(IRequest<TReply> request, TimeSpan? timeout = null)
        where TReply : class
    {
        ArgumentNullException.ThrowIfNull(request);
        var patience = timeout ?? DefaultTimeout;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(patience, TimeSpan.Zero, nameof(timeout));
        var call = new Call<TReply>(owner);
        var type = MessageType.Of(request.GetType());
        if (!owner.BeginEffect(EffectKind.Send))
            return call.Task;
        _link ??= owner.Node.World.Network.LinkBetween(owner.Node, target);
        owner.Node.World.Network.SendRequest(owner, _link, type, request, call);
        call.Expiry = new Alarm(call.Expire, null);
        owner.ScheduleCompletion(owner.Node.Clock.WorldTimeAfter(patience.Ticks), call.Expiry);
        owner.EndEffect(EffectKind.Send);
        return call.Task;
    }

    public override string ToString() => target.Address;
}
