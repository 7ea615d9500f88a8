using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.RaftLab.Tests;

/// <content>Commands: proposing them, and waiting until the services have them.</content>
public sealed partial class RaftCluster
{
    private int _commands;

    /// <summary>The last index that any service has applied.</summary>
    public int LastCommitted => _ledger.Count;

    /// <summary>From now on services make a snapshot each time they have applied so many further commands.</summary>
    /// <param name="commands">How many.</param>
    /// <param name="bytes">How large a snapshot is.</param>
    public void SnapshotEvery(int commands, int bytes = 64) => (_snapshots.Every, _snapshots.Bytes) = (commands, bytes);

    /// <summary>From now on a snapshot takes its service so long, while commands go on; <see langword="null"/> for some that take no time
    /// and some that take a little.</summary>
    public void SnapshotWithin(TimeSpan? time) => _snapshots.Time = time;

    /// <summary>A command that was not there before.</summary>
    /// <param name="bytes">How long it is, if longer than its number.</param>
    public string NextCommand(int bytes = 0) => $"c{++_commands}".PadRight(bytes, '.');

    // ---- Proposing -----------------------------------------------------------------------------------------------------------

    /// <summary>Proposes new commands to everybody who believes to lead, whether rightly or not.</summary>
    public Task ProposeToLeadersAsync(int commands = 1) => ProposeToLeadersAsync(Servers, commands);

    /// <summary>Proposes new commands to each of these servers who believes to lead, whether rightly or not.</summary>
    public async Task ProposeToLeadersAsync(IReadOnlyList<RaftServer> among, int commands)
    {
        foreach (var leader in among.Where(server => server.Leads).ToList())
        {
            for (var i = 0; i < commands; i++)
                await leader.ProposeAsync(NextCommand(), isNeeded: false);
        }
    }

    /// <summary>Proposes new commands to a server that must take them.</summary>
    /// <returns>Where the last of them stands.</returns>
    public async Task<Proposal> ProposeAsync(RaftServer leader, int commands = 1)
    {
        ArgumentNullException.ThrowIfNull(leader);
        Proposal? last = null;
        for (var i = 0; i < commands; i++)
        {
            last = await leader.ProposeAsync(NextCommand()) ?? throw new FailureException(
                FailureKind.Liveness,
                $"{leader} led, nothing was wrong, and it did not take a command: {Describe()}; {See("needless-election")}");
        }

        return last!;
    }

    // ---- What must be agreed on, and what must not ---------------------------------------------------------------------------

    /// <summary>Waits until one new command is applied by all servers. Where its first place is lost, it is proposed again.</summary>
    public Task<Proposal> AgreeAsync() => AgreeAsync(Servers);

    /// <summary>Waits until one new command, proposed to one of these servers, is applied by all of them. Where its first place is
    /// lost, another is proposed.</summary>
    public Task<Proposal> AgreeAsync(IReadOnlyList<RaftServer> among) => AgreeAsync(among, among.Count);

    /// <summary>Waits until one new command, proposed to one of these servers, is applied by so many of them. Where its first
    /// place is lost, another is proposed.</summary>
    public async Task<Proposal> AgreeAsync(IReadOnlyList<RaftServer> among, int by)
    {
        ArgumentNullException.ThrowIfNull(among);
        World.WaitingFor = $"agreement ({Name(among)})";
        var (start, tried) = (World.Now, 0);
        while (World.Now - start < Limits.Agreement)
        {
            var (command, proposal) = await ProposeOnceAsync(among, tried++);
            if (proposal is not null && await IsAgreedAsync(command, proposal, among, by, start))
            {
                World.NoteMargin("agreement on a command", World.Now - start, Limits.Agreement);
                World.WaitingFor = null;
                return proposal;
            }

            if (proposal is null)
                await PassAsync(Poll);
        }

        throw NoAgreement(Limits.Agreement, $"agreement on a command ({Name(among)})");
    }

    /// <summary>Waits until a command that a leader has taken is applied by all of these servers; it must not be lost.</summary>
    public Task CommittedAsync(Proposal proposal, TimeSpan within, IReadOnlyList<RaftServer> among)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return CommittedAsync(proposal, within, among, "a command on all servers");
    }

    /// <summary>Waits until a command that a leader has taken is applied by all of these servers; it must not be lost.</summary>
    /// <param name="proposal">Where it stands.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="among">Who must apply it.</param>
    /// <param name="what">What is awaited; the same words in every trial.</param>
    public async Task CommittedAsync(Proposal proposal, TimeSpan within, IReadOnlyList<RaftServer> among, string what)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(among);
        World.WaitingFor = $"{what} ({Name(among)})";
        var start = World.Now;
        while (among.Any(server => server.LastApplied < proposal.Index))
        {
            if (World.Now - start >= within)
                throw NoAgreement(within, $"{what} (index {proposal.Index}, {Name(among)})");
            await PassAsync(1.Milliseconds());
        }

        World.NoteMargin(what, World.Now - start, within);
        World.WaitingFor = null;
        Expect.Safety(
            _ledger[proposal.Index].Term == proposal.Term,
            $"a leader took a command as index {proposal.Index} of term {proposal.Term}, nothing was wrong, and an entry of term "
            + $"{_ledger[proposal.Index].Term} was committed there; {See("proposals")}");
    }

    /// <summary>Demands that a command which a leader took without a majority is not applied for a while.</summary>
    public async Task StaysUncommittedAsync(Proposal proposal, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        await PassAsync(time);
        Expect.Safety(
            _ledger.Count < proposal.Index || _ledger[proposal.Index].Term != proposal.Term || World.IsFaultLeftOut,
            $"index {proposal.Index} (term {proposal.Term}) was applied, and its leader had no majority; {See("not-committed")}");
    }

    /// <summary>Ends all faults, and demands agreement of all servers on a further command, hence on all before it.</summary>
    public async Task ConvergeAsync()
    {
        EndFaults();
        var before = LastCommitted;
        var proposal = await AgreeAsync();
        Expect.Safety(
            proposal.Index > before,
            $"index {proposal.Index} was given to a new command, and index {before} was committed before; {See("leader-completeness")}");
    }

    private FailureException NoAgreement(TimeSpan within, string what) => new(
        FailureKind.Liveness, $"waited {Say(within)} for {what}, in vain: {Describe()}; {See("no-agreement")}");

    private async Task<(string Command, Proposal? Proposal)> ProposeOnceAsync(IReadOnlyList<RaftServer> among, int first)
    {
        for (var i = 0; i < among.Count; i++)
        {
            var server = among[(first + i) % among.Count];
            if (!server.Leads)
                continue;

            var command = NextCommand();
            if (await server.ProposeAsync(command) is { } proposal)
                return (command, proposal);
        }

        return ("", null);
    }

    // An attempt is given up when its place is taken by another command, and for a while when nothing happens.
    private async Task<bool> IsAgreedAsync(string command, Proposal proposal, IReadOnlyList<RaftServer> among, int by, TimeSpan start)
    {
        var end = World.Now + Limits.Attempt;
        while (World.Now < end && World.Now - start < Limits.Agreement)
        {
            var isTaken = _ledger.Count >= proposal.Index;
            if (isTaken && !string.Equals(_ledger[proposal.Index].Command, command, StringComparison.Ordinal))
                return false;
            if (isTaken && among.Count(server => server.LastApplied >= proposal.Index) >= by)
                return true;
            await PassAsync(Poll);
        }

        return false;
    }
}
