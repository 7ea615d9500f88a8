using Labs.Framework;
using Labs.RaftLab;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>A group that replicates the tests' own machine: part A, and what part C adds to it.</summary>
/// <remarks>From the first event to the last: all machines execute the same commands in the same order, each command once at most, and
/// whoever gets an answer gets the one to the own command.</remarks>
public sealed class MachineCluster : Cluster
{
    private readonly MachineLedger _ledger;
    private readonly MachineLife?[] _lives;
    private int _commands;

    /// <summary>Starts the servers.</summary>
    public MachineCluster(Trial trial)
        : base(trial) => (_ledger, _lives) = (new MachineLedger(World), new MachineLife?[Servers.Count]);

    /// <summary>How many commands were executed by anybody.</summary>
    public int Executed => _ledger.Count;

    private protected override object Create(INode node, Server server, Func<IRaftHost, IRaft> startRaft)
    {
        var life = _lives[server.Id] = _ledger.Watch(server);
        var machine = new Machine(World.AsEffects<IMachineWatch>(server.Node, life));
        return Subject.Create<IReplicatedStateMachine>(node, machine, startRaft, LogLimit);
    }

    // ---- Submitting ----------------------------------------------------------------------------------------------------------

    /// <summary>Submits new commands to a server, all at once.</summary>
    public IReadOnlyList<Command> Submit(Server server, int commands) =>
        [.. Enumerable.Range(0, commands).Select(_ => Submit(server))];

    /// <summary>Submits a new command to a server.</summary>
    public Command Submit(Server server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var command = new Command(server, $"c{++_commands}");
        World.Tester.Start(() => RunAsync(command));
        return command;
    }

    /// <summary>Waits until a new command was answered by one of these servers, which are asked in turn, and executed by all of
    /// them. Where nobody can know what becomes of a command, another is submitted.</summary>
    public async Task<Command> AgreeAsync(IReadOnlyList<Server> among)
    {
        var answered = await AnswerAsync(among);
        await ExecutedAsync(among);
        return answered;
    }

    /// <summary>Waits until a new command was answered by one of these servers, which are asked in turn.</summary>
    public async Task<Command> AnswerAsync(IReadOnlyList<Server> among)
    {
        ArgumentNullException.ThrowIfNull(among);
        World.WaitingFor = $"an answer ({Name(among)})";
        var start = World.Now;
        for (var tries = 0; World.Now - start < Limits.Agreement; tries++)
        {
            var command = Submit(among[tries % among.Count]);
            await Task.WhenAny(command.Over, PassAsync(Limits.Attempt));
            if (command.Answer is not null)
            {
                World.NoteMargin("an answer", World.Now - start, Limits.Agreement);
                World.WaitingFor = null;
                return command;
            }

            if (tries % among.Count == among.Count - 1)
                await PassAsync(Poll);
        }

        throw InVain(Limits.Agreement, $"an answer to a command ({Name(among)})", "no-answer");
    }

    /// <summary>Waits for the answer to a command that was given to a leader, while nothing is wrong.</summary>
    public async Task AnsweredAsync(Command command, string what)
    {
        ArgumentNullException.ThrowIfNull(command);
        await UntilAsync(Limits.Answer, what, "the leader", () => command.IsOver, "no-answer");
        if (command.Answer is null)
        {
            throw new FailureException(
                FailureKind.Liveness,
                $"{command.Server} led, nothing was wrong, and it returned null to {command.Text}: {Describe()}; "
                + See("no-answer"));
        }
    }

    /// <summary>Waits until these servers' machines have executed all that anybody's has.</summary>
    public Task ExecutedAsync(IReadOnlyList<Server> among) => UntilAsync(
        Limits.Agreement, "the execution by every server", Name(among), () => among.All(server => Count(server) == Executed), "no-answer");

    /// <summary>Waits until all these commands are over, answered or not.</summary>
    public Task OverAsync(IReadOnlyList<Command> commands, TimeSpan within, string of) => UntilAsync(
        within, "the end of every submitted command", of, () => commands.All(command => command.IsOver), "never-released");

    /// <summary>Ends all faults, and demands an answer to a further command and its execution, hence that of all before it, by
    /// every server.</summary>
    public async Task ConvergeAsync()
    {
        EndFaults();
        await AgreeAsync(Servers);
    }

    /// <summary>Whether any machine has executed a command.</summary>
    public bool IsExecuted(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _ledger.IsExecuted(command.Text);
    }

    private int Count(Server server) => server.IsUp ? _lives[server.Id]?.Count ?? 0 : 0;

    private async Task RunAsync(Command command)
    {
        var (server, text) = command;
        var before = _ledger.Submit(text);
        string? answer = null;
        try
        {
            var bytes = Machine.Bytes(text);
            answer = await server.Node.InvokeAsync<IReplicatedStateMachine, string?>(
                async machine => await machine.SubmitAsync(bytes) is { } told ? Machine.Text(told) : null);
        }
        catch (NodeDownException)
        {
            // It crashed with the command, which may be executed later.
        }

        if (answer is not null)
            _ledger.Answer(server, text, before, answer);
        command.End(answer);
    }
}
