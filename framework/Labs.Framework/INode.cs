using System.Runtime.CompilerServices;

namespace Labs.Framework;

/// <summary>The machine that your code runs on: its clock, its randomness, its disk, its peers, and its handlers.</summary>
/// <remarks>
/// A node is one logical thread. The code between two <c>await</c>s is atomic: nothing else of this node runs meanwhile, so you
/// need no locks. After an <c>await</c> everything may have changed: check term, role and indexes again. A node that crashes loses
/// all but its <see cref="Persister"/>; a restart runs your constructor again, with a new <see cref="INode"/>.
/// </remarks>
public interface INode
{
    /// <summary>This node's number in its group, from 0.</summary>
    int Id { get; }

    /// <summary>The other nodes of the group, by rising number, without this one.</summary>
    IReadOnlyList<IPeer> Others { get; }

    /// <summary>How many nodes the group has, this one included.</summary>
    int GroupSize { get; }

    /// <summary>The least number of nodes that is more than half of the group.</summary>
    int Majority { get; }

    /// <summary>This node's clock: virtual in a simulation, and perhaps faster or slower than another node's.</summary>
    TimeProvider Clock { get; }

    /// <summary>This node's randomness. The same seed gives the same numbers; use no other source.</summary>
    Random Random { get; }

    /// <summary>This node's disk.</summary>
    IPersister Persister { get; }

    /// <summary>Finds any node of any group by its address.</summary>
    /// <param name="address">The group's name, a slash and the node's number, as in <c>raft/2</c>.</param>
    /// <exception cref="ArgumentException">The address has another form, or no such node exists.</exception>
    IPeer Connect(string address);

    /// <summary>Waits.</summary>
    /// <param name="time">How long, by this node's clock. Anything up to zero waits for the least time there is: a delay never
    /// completes at once, so a loop around it always lets others run.</param>
    /// <param name="cancel">Ends the wait early with an <see cref="OperationCanceledException"/>.</param>
    Task Delay(TimeSpan time, CancellationToken cancel = default);

    /// <summary>Starts an activity of its own, such as a loop that sends heartbeats.</summary>
    /// <remarks>The activity begins after the present code has reached an <c>await</c> or its end, never inside this call. An
    /// exception that escapes from it fails the trial with your stack trace; that is why this is better than dropping a task.</remarks>
    /// <param name="activity">What to run.</param>
    void Start(Func<Task> activity);

    /// <summary>Says how this node answers a kind of request. Call it in the constructor, once for each kind.</summary>
    /// <remarks>Write the parameter's type, and the rest is inferred: <c>node.Handle((Ping p) =&gt; OnPing(p));</c>.</remarks>
    /// <param name="handler">Runs for each request that arrives, also for duplicates. It must return a reply, not
    /// <see langword="null"/>; an exception that escapes fails the trial.</param>
    /// <exception cref="InvalidOperationException">This kind of request has a handler already.</exception>
    /// <exception cref="MessageException">The request or the reply has a member that can't travel.</exception>
    void Handle<TRequest, TReply>(Func<TRequest, TReply> handler)
        where TRequest : IRequest<TReply>
        where TReply : class;

    /// <summary>Says how this node answers a kind of request, where the answer takes time.</summary>
    /// <remarks>Handlers of several requests may be under way at once, each at its own <c>await</c>.</remarks>
    /// <param name="handler">Runs for each request that arrives, also for duplicates. Its task must bring a reply, not
    /// <see langword="null"/>; an exception that escapes fails the trial.</param>
    /// <exception cref="InvalidOperationException">This kind of request has a handler already.</exception>
    /// <exception cref="MessageException">The request or the reply has a member that can't travel.</exception>
    void Handle<TRequest, TReply>(Func<TRequest, Task<TReply>> handler)
        where TRequest : IRequest<TReply>
        where TReply : class;

    /// <summary>Whether anybody reads the log in this run. Never let the algorithm depend on it.</summary>
    bool IsLogging { get; }

    /// <summary>Writes a line to the log of this run; a replay shows it at its virtual time.</summary>
    /// <param name="message">The line.</param>
    void Log(string message);

    /// <summary>Writes a line to the log of this run, for free when nobody reads it: the holes are then not evaluated.</summary>
    /// <param name="message">An interpolated string. Its holes must have no side effects.</param>
    void Log([InterpolatedStringHandlerArgument("")] ref LogMessage message);
}
