using Labs.Simulation;

namespace Labs.PrimaryBackupLab.Tests;

/// <summary>A server of part A as a scenario sees it: it pings, and it can be told not to, or not to acknowledge.</summary>
public sealed class Pinger
{
    internal Pinger(SimulatedNode node, ViewWatch watch) => (Node, Watch) = (node, watch);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Who it is in its present life.</summary>
    public ServerId Id { get; private set; } = new("", 0);

    /// <summary>Whether it pings.</summary>
    public bool IsPinging
    {
        get;
        set
        {
            if (field != value)
                Tell(value ? "pings from now on" : "falls silent: it pings no more");
            field = value;
        }
    }

    /// <summary>Whether it pings with the number of the newest view that it was told.</summary>
    public bool IsAcknowledging { get; private set; } = true;

    internal long Frozen { get; private set; }

    internal ViewWatch Watch { get; }

    /// <summary>From now on it pings with this number, whatever it is told.</summary>
    public void Freeze(long number)
    {
        (IsAcknowledging, Frozen) = (false, number);
        Tell($"pings with number {number} at most from now on, whatever it is told");
    }

    /// <summary>From now on it acknowledges what it is told.</summary>
    public void Thaw()
    {
        IsAcknowledging = true;
        Tell("pings with the number of the newest view again");
    }

    /// <summary>It crashes, and comes back at once.</summary>
    /// <returns>Whether it did: in a run that is being made smaller the crash may be left out.</returns>
    public bool Restart()
    {
        var before = Node.Incarnation;
        Node.Crash();
        Node.Start();
        return Node.Incarnation != before;
    }

    /// <inheritdoc/>
    public override string ToString() => Node.Address;

    internal void Begin(ServerId id) => Id = id;

    private void Tell(string what)
    {
        if (Node.World.Tester.IsLogging)
            Node.World.Tell($"{this} {what}");
    }
}
