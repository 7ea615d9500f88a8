namespace Labs.KvRaftLab;

/// <summary>One server of the key/value service. Part B.</summary>
/// <remarks>
/// Your class is <c>public sealed class KeyValueServer : IKeyValueServer</c>, with one constructor, <c>KeyValueServer(INode node,
/// Func&lt;IRaftHost, IRaft&gt; startRaft, long logLimit)</c>, whose arguments are those of <see cref="IReplicatedStateMachine"/>. The
/// interface has no members, since nobody calls the server but your own clerk, by messages of your own.
/// </remarks>
#pragma warning disable CA1040 // A marker on purpose: what server and clerk say to each other is the student's affair.
public interface IKeyValueServer;
#pragma warning restore CA1040
