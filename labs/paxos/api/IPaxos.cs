namespace Labs.PaxosLab;

/// <summary>One server of a group that agrees on a sequence of values, as the service above it sees it.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Paxos : IPaxos</c>, with one constructor, <c>Paxos(INode node)</c>. It runs again at every restart,
/// with a new node; only what was saved on <c>node.Persister</c> is left of the life before.
/// </para>
/// <para>
/// An instance is one agreement, and its sequence number is its name, from 0. Instances are independent: they are begun in any order,
/// and may
/// leave holes. Every server is proposer, acceptor and learner of each. The service calls these members at any time between two of your
/// <c>await</c>s; they must not wait.
/// </para>
/// </remarks>
public interface IPaxos
{
    /// <summary>The highest sequence number that this server has heard of, by its service or from a peer; -1 where there is none. Part
    /// B.</summary>
    int Max { get; }

    /// <summary>The lowest sequence number that may still be asked for: one more than the lowest of all servers' highest
    /// <see cref="Done"/>. Part B.</summary>
    /// <remarks>
    /// It is 0 while one server is left whose Done is not known here, be it that it never called it or that it can't be heard. It never
    /// goes back, also not by a restart. All instances below are forgotten: what was kept of them is gone from memory and from the
    /// persister.
    /// </remarks>
    int Min { get; }

    /// <summary>Begins agreement on an instance: this server tries, until the instance is decided or forgotten, to get a value chosen.
    /// Part A for instance 0, part B for all others.</summary>
    /// <remarks>It returns at once. Nothing happens where the instance is decided, forgotten, or begun here already. A crash ends the
    /// attempt; the service begins it again if it still wants to know.</remarks>
    /// <param name="sequence">The instance, from 0.</param>
    /// <param name="value">What to propose. Another value may be chosen. Paxos does not look inside.</param>
    void Start(int sequence, string value);

    /// <summary>What this server knows of an instance, now. Part A.</summary>
    /// <remarks>It is read after every event of a trial, so it must only look: no message, no save, no log line. What was decided once
    /// stays
    /// so until it is forgotten; but a server that restarts may be pending again, until it has learned again.</remarks>
    /// <param name="sequence">The instance, from 0.</param>
    PaxosStatus Status(int sequence);

    /// <summary>Says that this server's service needs no instance up to this one any more. Part B.</summary>
    /// <remarks>
    /// Others hear of it with the messages that are sent anyway; none is sent for it. It holds across restarts. An instance that is
    /// lower than one of an earlier call changes nothing.
    /// </remarks>
    /// <param name="sequence">The last instance that is no longer needed here.</param>
    /// <param name="snapshot">What the service wants to find in <c>node.Persister.Snapshot</c> after a restart, in place of the instances
    /// that it gives up: both are saved in one Save. Paxos does not look inside. Empty in parts A and B.</param>
    void Done(int sequence, ReadOnlyMemory<byte> snapshot = default);
}
