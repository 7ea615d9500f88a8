using Labs.Simulation;

namespace Labs.RaftLab.Tests;

/// <summary>One server of the cluster, as a scenario sees it: a handle, never the student's object.</summary>
public sealed class RaftServer
{
    private readonly Ledger _ledger;
    private int _clockDrift;

    internal RaftServer(SimulatedNode node, Ledger ledger) => (Node, _ledger) = (node, ledger);

    /// <summary>The node it runs on.</summary>
    public SimulatedNode Node { get; }

    /// <summary>Its number in the group.</summary>
    public int Id => Node.Id;

    /// <summary>Whether it runs.</summary>
    public bool IsUp => Node.IsUp;

    /// <summary>What it believes about itself now; <see langword="null"/> while it is down.</summary>
    public RaftStatus? Status => Node.Inspect<IRaft, RaftStatus>(static raft => raft.Status);

    /// <summary>Whether it is up and believes that it leads.</summary>
    public bool Leads => Status is { IsLeader: true };

    /// <summary>The term that it is in; 0 while it is down.</summary>
    public int Term => Status?.Term ?? 0;

    /// <summary>The last index that its service has applied in this life; 0 while it is down.</summary>
    public int LastApplied => IsUp ? Applied?.Last ?? 0 : 0;

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

    /// <summary>What the service of its present life has applied.</summary>
    internal AppliedLog? Applied { get; set; }

    /// <summary>Whether it is up and believes that it leads in this term.</summary>
    public bool LeadsIn(int term) => Status == new RaftStatus(term, IsLeader: true);

    /// <summary>Proposes a command that nobody has proposed before.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isNeeded">Whether the scenario counts on it; otherwise it may be left out of a run that is made smaller.</param>
    /// <returns>What the server promised; <see langword="null"/> where it does not lead, is paused or down, or crashes meanwhile.</returns>
    public async Task<Proposal?> ProposeAsync(string command, bool isNeeded = true)
    {
        if (!IsUp || Node.IsPaused || !Node.World.TakesPlace(Node.Address, () => $"{command} is proposed to {this}", isNeeded))
            return null;

        _ledger.Offer(command);
        var bytes = Commands.Bytes(command);
        var life = Node.Incarnation;
        try
        {
            return await Node.InvokeAsync<IRaft, Proposal?>(raft =>
            {
                var answer = raft.Propose(bytes);
                // What a crashed server answers nobody hears.
                if (Node.IsRunning && Node.Incarnation == life)
                    _ledger.Answer(this, command, answer, raft.Status);
                return answer;
            });
        }
        catch (NodeDownException)
        {
            return null;
        }
    }

    /// <summary>Crashes it, if it is up: only what it saved is left.</summary>
    public void Crash() => Node.Crash();

    /// <summary>Plans a crash at an effect that is still to come.</summary>
    /// <param name="kind">The kind of effect; <see langword="null"/> for any.</param>
    /// <param name="ordinal">Which one from now on, from 1.</param>
    /// <param name="boundary">On which side of it.</param>
    public void CrashAt(EffectKind? kind, int ordinal, Boundary boundary) => _ = Node.CrashAtEffect(kind, ordinal, boundary);

    /// <summary>Starts it, if it is down, on what was saved.</summary>
    public void Restart()
    {
        if (!IsUp)
            Node.Start();
    }

    /// <inheritdoc/>
    public override string ToString() => $"server {Id}";
}
