namespace Labs.Simulation;

/// <summary>A handle on one node of the world: what a scenario may do to it. It never hands out the student's object.</summary>
public sealed class SimulatedNode
{
    /// <summary>The node's number in its group, from 0.</summary>
    public int Id => throw new NotSupportedException();

    /// <summary>The group's name, a slash and the number.</summary>
    public string Address => throw new NotSupportedException();

    /// <summary>Whether an incarnation is running.</summary>
    public bool IsUp => throw new NotSupportedException();

    /// <summary>How many incarnations were started so far.</summary>
    public int Incarnation => throw new NotSupportedException();

    /// <summary>Calls sent by this node so far, over all incarnations.</summary>
    public long Calls => throw new NotSupportedException();

    /// <summary>Payload bytes sent by this node so far.</summary>
    public long Bytes => throw new NotSupportedException();

    /// <summary>What lies on the node's disk: the size of the saved state, in bytes.</summary>
    public long PersistedSize => throw new NotSupportedException();

    /// <summary>What lies on the node's disk: the size of the snapshot, in bytes.</summary>
    public long SnapshotSize => throw new NotSupportedException();

    /// <summary>Ends the incarnation between two events: only what it saved is left.</summary>
    public void Crash() => throw new NotSupportedException();

    /// <summary>Starts a new incarnation on what was saved. The node must be down.</summary>
    public void Start() => throw new NotSupportedException();

    /// <summary>Crashes the node at a later effect.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    /// <returns>A task that completes, for the tester, when the crash has happened.</returns>
    public Task CrashAtEffect(EffectKind? kind, int ordinal, Boundary boundary) => throw new NotSupportedException();

    /// <summary>Takes back what <see cref="CrashAtEffect"/> planned.</summary>
    public void CancelPlannedCrash() => throw new NotSupportedException();

    /// <summary>Stops the node where it is, as a long collection or a suspended machine would: nothing of it runs until
    /// <see cref="Resume"/>, then everything that came due.</summary>
    public void Pause() => throw new NotSupportedException();

    /// <summary>Lets a paused node go on.</summary>
    public void Resume() => throw new NotSupportedException();

    /// <summary>Makes the node's clock run at another rate from now on, timers and timestamps together.</summary>
    /// <param name="rate">Parts in a million: 0 is true time, 50,000 runs 5 % fast, -50,000 slow.</param>
    public void SetClockDrift(int rate) => throw new NotSupportedException();

    /// <summary>Moves the node's wall-clock time (<c>GetUtcNow</c>) only; timers and timestamps don't notice.</summary>
    public void JumpClock(TimeSpan by) => throw new NotSupportedException();

    /// <summary>Calls the student's object in an event of the node, at the present virtual time.</summary>
    /// <param name="call">What to call on the object that the group's program made. The result is copied.</param>
    /// <returns>A task for the tester. An exception of the call fails the run.</returns>
    /// <exception cref="NodeDownException">The node is down, or went down before the call returned.</exception>
    public Task<TResult> InvokeAsync<TService, TResult>(Func<TService, TResult> call)
        where TService : class => throw new NotSupportedException();

    /// <summary>Calls the student's object in an event of the node, for no result.</summary>
    /// <inheritdoc cref="InvokeAsync{TService, TResult}(Func{TService, TResult})" path="/exception"/>
    public Task InvokeAsync<TService>(Action<TService> call)
        where TService : class => throw new NotSupportedException();

    /// <summary>Looks at the student's object now, between two events, without an event of its own. What it calls must have no
    /// effect, or the run fails. <see langword="default"/> where the node is down or its object is not a
    /// <typeparamref name="TService"/>.</summary>
    public TResult? Inspect<TService, TResult>(Func<TService, TResult> look)
        where TService : class => throw new NotSupportedException();
}
