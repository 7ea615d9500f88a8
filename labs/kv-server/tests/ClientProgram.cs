using Labs.Framework;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>What runs on a client's node: it owns the student's clerks and locks there.</summary>
internal sealed class ClientProgram
{
    private readonly INode _node;
    private readonly Subject _subject;
    private readonly string _server;
    private readonly Dictionary<(string Name, int Holder), ILock> _locks = [];

    public ClientProgram(INode node, Subject subject, string server)
    {
        (_node, _subject, _server) = (node, subject, server);
        Clerk = NewClerk();
    }

    /// <summary>The client's usual clerk.</summary>
    public IClerk Clerk { get; }

    /// <summary>One more clerk.</summary>
    public IClerk NewClerk() => _subject.Create<IClerk>(_node, _server);

    /// <summary>A holder of a lock: the same object, when asked again.</summary>
    /// <param name="name">The lock's name.</param>
    /// <param name="holder">Which holder on this node.</param>
    public ILock Lock(string name, int holder)
    {
        if (!_locks.TryGetValue((name, holder), out var found))
            _locks.Add((name, holder), found = _subject.Create<ILock>(_node, Clerk, name));
        return found;
    }
}
