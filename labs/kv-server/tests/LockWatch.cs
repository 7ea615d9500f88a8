using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvServerLab.Tests;

/// <summary>Who holds which lock: from the moment at which an acquisition returned to the one at which the release is called.</summary>
internal sealed class LockWatch(World world)
{
    private readonly Dictionary<string, (KvClient Client, int Holder, int Life, TimeSpan Since)> _held = [];

    /// <summary>How often a lock was acquired so far.</summary>
    public int Acquisitions { get; private set; }

    public bool IsHeld(string name) => _held.ContainsKey(name);

    public void Acquired(string name, KvClient client, int holder)
    {
        Acquisitions++;
        if (_held.TryGetValue(name, out var other))
        {
            var crashed = other.Client.Node.IsUp && other.Client.Node.Incarnation == other.Life ? "" : ", and crashed with it";
            Expect.Safety(
                false,
                $"{Name(client, holder)} got the lock \"{name}\", which {Name(other.Client, other.Holder)} has held since "
                + $"{TraceText.Time(other.Since)}{crashed}; {KvCluster.See("two-holders")}");
        }

        if (world.Tester.IsLogging)
            world.Tell($"{Name(client, holder)} gets the lock \"{name}\"");
        _held.Add(name, (client, holder, client.Node.Incarnation, world.Now));
    }

    public void Releases(string name, KvClient client, int holder)
    {
        var held = _held[name];
        if (held.Client != client || held.Holder != holder)
            throw new InvalidOperationException($"{Name(client, holder)} does not hold \"{name}\".");
        if (world.Tester.IsLogging)
            world.Tell($"{Name(client, holder)} gives the lock \"{name}\" back");
        _held.Remove(name);
    }

    private static string Name(KvClient client, int holder) => holder == 0 ? $"{client}" : $"{client} (its holder {holder})";
}
