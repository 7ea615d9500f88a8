using System.Text;
using Labs.Framework;
using Labs.Framework.Wire;

namespace Labs.Simulation;

/// <summary>The door of one incarnation to its node's disk.</summary>
/// <remarks>What a ghost writes goes to a disk of its own, so that it reads back what it wrote and its code stays consistent,
/// while nothing of it lasts.</remarks>
internal sealed class Persister(Incarnation owner) : IPersister
{
    private Disk? _ghostDisk;

    public ReadOnlyMemory<byte> Snapshot => (byte[])Disk.Snapshot.Clone();

    public long Size => Disk.Size;

    private Disk Disk
    {
        get => owner.IsAlive ? owner.Node.Disk : _ghostDisk ??= owner.DiskAtDeath;
        set
        {
            if (owner.IsAlive)
                owner.Node.Disk = value;
            else
                _ghostDisk = value;
        }
    }

    public T? Load<T>()
        where T : class
    {
        Shape.Of<T>();
        var disk = Disk;
        if (disk.State is null)
            return null;
        if (!string.Equals(disk.Type, typeof(T).FullName, StringComparison.Ordinal))
            throw new MessageException($"The saved state is a {disk.Type}, not a {typeof(T).FullName}; load the type that was saved.");
        return IWireCodec.Current.Decode<T>(disk.State);
    }

    public void Save<T>(T state)
        where T : class => Save(state, null);

    public void Save<T>(T state, ReadOnlyMemory<byte> snapshot)
        where T : class => Save(state, snapshot.ToArray());

    private void Save<T>(T state, byte[]? snapshot)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(state);
        var content = default(ContentHash);
        var shape = Shape.Of<T>();
        shape.Measure(state, ref content);
        var size = content.Size;
        content.Add(snapshot);
        var saved = new Disk(IWireCodec.Current.EncodeMeasured(state), typeof(T).FullName!, size, snapshot ?? Disk.Snapshot);
        if (!owner.BeginEffect(EffectKind.Save))
        {
            // A ghost, perhaps from just now on.
            Disk = saved;
            return;
        }

        Disk = saved;
        owner.Kernel.Trace.Add(TraceKind.Save, owner.Node.Index, content.Value);
        if (owner.Kernel.Trace.IsKept)
            owner.Note("save", Describe(shape, state, snapshot));
        owner.EndEffect(EffectKind.Save);
    }

    private static string Describe<T>(Shape<T> shape, T state, byte[]? snapshot)
    {
        var text = new StringBuilder();
        shape.Describe(state, text);
        return snapshot is null ? text.ToString() : $"{text} and a snapshot of {snapshot.Length} bytes";
    }
}
