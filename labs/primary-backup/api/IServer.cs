namespace Labs.PrimaryBackupLab;

/// <summary>A server of the key/value service: primary, backup, or idle, as the view service decides. Part B.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class Server : IServer</c>, with one constructor, <c>Server(INode node, string address, string
/// viewService, ReplicationMode mode)</c>: its own address, and the view service's. The interface has no members: what the server says
/// to the view service is in the contract (<see cref="Ping"/>), and what it says to other servers and to your clerk is your affair.
/// </para>
/// <para>
/// All that it has is in memory. It does not use <c>node.Persister</c>: after a crash it is empty, and another server
/// (<see cref="ServerId"/>).
/// </para>
/// </remarks>
#pragma warning disable CA1040 // A marker on purpose: it is spoken to by messages.
public interface IServer;
#pragma warning restore CA1040
