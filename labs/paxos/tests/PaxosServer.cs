using Labs.Simulation;

namespace Labs.PaxosLab.Tests;

/// <summary>One server of a group, as a scenario sees it: a handle, never the student's object.</summary>
public sealed class PaxosServer
{
    private readonly Ledger _ledger;
    private int _clockDrift;

    internal PaxosServer(SimulatedNode node, Ledger ledger) => (Node, _ledger) = (node, ledger);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number in the group.</summary>
    public int Id => Node.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsUp => Node.IsUp;

    /// <summary>Its Max now; <see langword="null"/> while it is down.</summary>
    public int? Max => Look<int?>(static paxos => paxos.Max);

    /// <summary>Its Min now; <see langword="null"/> while it is down.</summary>
    public int? Min => Look<int?>(static paxos => paxos.Min);

    /// <summary>How much too fast its clock runs, in parts in a million.</summary>
    public int ClockDrift
    {
        get => _clockDrift;
        set
        {
            if (_clockDrift != value)
                Node.SetClockDrift(_clockDrift = value);
        }
    }

    /// <summary>The student's object of its present life.</summary>
    internal IPaxos? Paxos { get; set; }

    /// <summary>What it knows of an instance now; <see langword="null"/> while it is down.</summary>
    public PaxosStatus? Status(int sequence) => Look(paxos => paxos.Status(sequence));

    /// <summary>Whether it is up and knows what was decided.</summary>
    public bool HasDecided(int sequence) => Status(sequence) is { Fate: Fate.Decided };

    /// <summary>Begins agreement on an instance. Where the server is down or paused, nothing happens.</summary>
    /// <param name="sequence">The instance.</param>
    /// <param name="value">What it proposes.</param>
    /// <param name="isNeeded">Whether the scenario counts on it; otherwise it may be left out of a run that is made smaller.</param>
    public async Task StartAsync(int sequence, string value, bool isNeeded = true)
    {
        if (!IsUp || Node.IsPaused
            || !Node.World.TakesPlace(Node.Address, () => $"{this} begins instance {sequence} with \"{Show(value)}\"", isNeeded))
        {
            return;
        }

        _ledger.Propose(sequence, value);
        await InvokeAsync(paxos => paxos.Start(sequence, value));
    }

    /// <summary>Says Done. Where the server is down or paused, nothing happens.</summary>
    public async Task DoneAsync(int sequence)
    {
        if (!IsUp || Node.IsPaused || !Node.World.TakesPlace(Node.Address, () => $"{this} is done with instance {sequence}"))
            return;

        _ledger.SayDone(this, sequence);
        await InvokeAsync(paxos => paxos.Done(sequence));
    }

    /// <summary>Crashes it, if it is up: only what it saved is left.</summary>
    public void Crash() => Node.Crash();

    /// <summary>Plans a crash at an effect that is still to come.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    public void CrashAt(EffectKind? kind, int ordinal, Boundary boundary)
    {
        if (IsUp)
            _ = Node.CrashAtEffect(kind, ordinal, boundary);
    }

    /// <summary>Starts it, if it is down, on what was saved.</summary>
    public void Restart()
    {
        if (!IsUp)
            Node.Start();
    }

    /// <inheritdoc/>
    public override string ToString() => $"server {Node.Address}";

    /// <summary>A value in a message.</summary>
    internal static string Show(string? value) => value is null ? "null" : value.Length <= 40 ? value : $"{value[..40]}...";

    internal T? Look<T>(Func<IPaxos, T> look) => Node.Inspect<object, T>(_ => look(Paxos!));

    private async Task InvokeAsync(Action<IPaxos> call)
    {
        try
        {
            await Node.InvokeAsync<object>(_ => call(Paxos!));
        }
        catch (NodeDownException)
        {
            // It crashed meanwhile.
        }
    }
}
