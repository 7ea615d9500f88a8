using Labs.Framework;

namespace Labs.Simulation;

/// <content>The incarnation's end of the network: its handlers, and the requests that it works on.</content>
internal sealed partial class Incarnation
{
    public void Handle<TRequest, TReply>(Func<TRequest, TReply> handler)
        where TRequest : IRequest<TReply>
        where TReply : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        var type = MessageType.Of(typeof(TRequest));
        AddHandler(typeof(TRequest), envelope => Reply(envelope, handler((TRequest)type.DecodeRequest(envelope.Payload))));
    }

    public void Handle<TRequest, TReply>(Func<TRequest, Task<TReply>> handler)
        where TRequest : IRequest<TReply>
        where TReply : class
    {
        ArgumentNullException.ThrowIfNull(handler);
        var type = MessageType.Of(typeof(TRequest));
        AddHandler(typeof(TRequest), envelope => ReplyLater(envelope, handler((TRequest)type.DecodeRequest(envelope.Payload))));
    }

    /// <summary>A request has arrived; runs as an event of this incarnation.</summary>
    public void Receive(Envelope envelope)
    {
        Kernel.Trace.Add(TraceKind.Receive, Node.Index, envelope.Key);
        if (Kernel.Trace.IsKept)
            Note("receive", $"{envelope.Text} from {envelope.Source.Address}");
        if (!_handlers.TryGetValue(envelope.Type.Request, out var handler))
        {
            Kernel.Fail(FailureKind.Exception, $"{Node.Address} has no handler for {envelope.Type.Request.Name}; call node.Handle in the constructor.");
            return;
        }

        _unanswered.Add(envelope);
        try
        {
            handler(envelope);
        }
        catch (Exception error)
        {
            Escaped(error, $"its handler of {envelope.Type.Request.Name}");
        }
    }

    private void AddHandler(Type request, Handler handler)
    {
        if (IsAlive && IsOnThread() && !_handlers.TryAdd(request, handler))
            throw new InvalidOperationException($"{request.Name} has a handler already: call node.Handle once for each kind of request.");
    }

    private void Reply(Envelope envelope, object? reply)
    {
        var name = envelope.Type.Request.Name;
        if (reply is null)
            throw new MessageException($"The handler of {name} returned null; return a reply, since null means to the caller that none came.");
        if (!BeginEffect(EffectKind.Reply))
            return;
        _unanswered.Remove(envelope);
        Node.World.Network.SendReply(this, envelope, reply);
        EndEffect(EffectKind.Reply);
    }

    private async void ReplyLater<TReply>(Envelope envelope, Task<TReply> reply)
    {
        try
        {
            Reply(envelope, await reply);
        }
        catch (Exception error)
        {
            Escaped(error, $"its handler of {envelope.Type.Request.Name}");
        }
    }

    private delegate void Handler(Envelope envelope);
}
