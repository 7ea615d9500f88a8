namespace Labs.Simulation;

/// <summary>A call as its caller sees it: a reply, or null; the first that comes counts.</summary>
internal abstract class Call(Incarnation caller)
{
    public Incarnation Caller => caller;

    public bool IsDone { get; private set; }

    /// <summary>The alarm that ends the call when its time is over.</summary>
    public Alarm? Expiry { get; set; }

    /// <summary>Ends the call; called from an event of its own, so that the waiter is posted.</summary>
    public void Complete(object? reply)
    {
        if (IsDone)
            return;
        IsDone = true;
        Expiry?.Cancel();
        SetResult(reply);
    }

    /// <summary>The caller's patience is over.</summary>
    public void Expire(object? unused)
    {
        caller.Note("timeout", "a call ended without a reply");
        Complete(null);
    }

    protected abstract void SetResult(object? reply);
}
