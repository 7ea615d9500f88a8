using Labs.Framework;

namespace Labs.KvServerLab;

/// <summary>A lock made of one key of the key/value service.</summary>
public sealed class Lock : ILock
{
    private readonly INode _node;
    private readonly IClerk _clerk;
    private readonly string _name;

    /// <summary>Makes a holder of the lock with this name; it does not hold it yet.</summary>
    public Lock(INode node, IClerk clerk, string name)
    {
        _node = node;
        _clerk = clerk;
        _name = name;

        // TODO(C): what tells this holder from all others, also from others on this node and from those of an earlier life of it?
        // node.Random has an answer.
    }

    /// <inheritdoc/>
    public Task AcquireAsync()
    {
        // TODO(C): look whether the lock is free, and try to put yourself in; the version sees to it that only one succeeds. What does
        // Maybe mean here, and how do you find out? Pause between two looks.
        throw new NotImplementedException("Lock.AcquireAsync: part C is not written yet");
    }

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        // TODO(C): mark the lock as free. What if the answer is Maybe, and somebody else has it already?
        throw new NotImplementedException("Lock.ReleaseAsync: part C is not written yet");
    }
}
