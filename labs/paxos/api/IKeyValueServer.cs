namespace Labs.PaxosLab;

/// <summary>One server of the key/value service. Part C.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class KeyValueServer : IKeyValueServer</c>, with one constructor, <c>KeyValueServer(INode node, IPaxos
/// paxos)</c>. The second argument is your own Paxos, on the same node, in this life of it. The interface has no members, since nobody
/// calls the server but your own clerk, by messages of your own.
/// </para>
/// <para>
/// Servers crash and restart. <c>node.Persister</c> belongs to Paxos: what the service must find again, it gives to
/// <see cref="IPaxos.Done"/>. A server to which no client talks learns all the same what was decided, and says Done, so that nobody's
/// memory grows.
/// </para>
/// </remarks>
#pragma warning disable CA1040 // A marker on purpose: what server and clerk say to each other is the student's affair.
public interface IKeyValueServer;
#pragma warning restore CA1040
