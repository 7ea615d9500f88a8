namespace Labs.PrimaryBackupLab;

/// <summary>The view service: it watches the servers, and decides who is primary and who is backup. Part A.</summary>
/// <remarks>
/// <para>
/// Your class is <c>public sealed class ViewService : IViewService</c>, with one constructor, <c>ViewService(INode node)</c>. The
/// interface has no members: it is spoken to by messages alone, <see cref="Ping"/> and <see cref="GetView"/>, and the constructor says
/// how they are answered (<c>node.Handle</c>).
/// </para>
/// <para>
/// There is one, and it never crashes. It may be slow, stop for a while, or be cut off.
/// </para>
/// </remarks>
#pragma warning disable CA1040 // A marker on purpose: it is spoken to by messages.
public interface IViewService;
#pragma warning restore CA1040
