using Labs.Simulation;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>What the machines have executed, in which order, and who was told what. It never forgets, so whatever is lost, doubled or
/// changed later, across any number of restarts, is noticed.</summary>
/// <remarks>Every command is submitted once, to one server, so it may be executed once only.</remarks>
internal sealed class MachineLedger(World world)
{
    private readonly List<(string Command, ulong Hash, Server By)> _executed = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _submitted = new(StringComparer.Ordinal);

    // Of all commands whose submitters have their answer, the last one that was executed.
    private int _answered;

    /// <summary>How many commands were executed by anybody.</summary>
    public int Count => _executed.Count;

    /// <summary>Sees what one life of a server's machine does.</summary>
    public MachineLife Watch(Server server) => new(this, server);

    /// <summary>A command that nobody has seen before is about to be submitted.</summary>
    /// <returns>What was executed before it for sure.</returns>
    public int Submit(string command)
    {
        _submitted.Add(command);
        return _answered;
    }

    /// <summary>Whether any machine has executed a command.</summary>
    public bool IsExecuted(string command) => _positions.ContainsKey(command);

    /// <summary>A submitter has its answer.</summary>
    /// <param name="server">Whose answer it is.</param>
    /// <param name="command">The command.</param>
    /// <param name="before">What <see cref="Submit"/> returned for it.</param>
    /// <param name="answer">The answer.</param>
    public void Answer(Server server, string command, int before, string answer)
    {
        if (answer.Length == 0)
        {
            throw Unsafe(
                $"{server} answered {command} with no bytes at all, which is not null: in C# 'condition ? answer : null' is an empty "
                + $"answer, so write an if; {Cluster.See("wrong-answer")}");
        }

        if (!_positions.TryGetValue(command, out var position))
            throw Unsafe($"{server} answered \"{answer}\" to {command}, which no machine has executed; {Cluster.See("wrong-answer")}");

        var right = Machine.Answer(position, command);
        if (answer != right)
        {
            throw Unsafe(
                $"{server} answered \"{answer}\" to {command}, and the machine's answer to it was \"{right}\"; "
                + Cluster.See("wrong-answer"));
        }

        if (position <= before)
        {
            throw Unsafe(
                $"{command} was executed as number {position}, and number {before} had been answered before it was even submitted; "
                + Cluster.See("wrong-answer"));
        }

        _answered = Math.Max(_answered, position);
    }

    /// <summary>A machine has executed a command.</summary>
    public void Execute(Server server, int position, string command)
    {
        if (position <= Count)
        {
            var first = _executed[position - 1];
            if (first.Command != command)
            {
                throw Unsafe(
                    $"as number {position}, {first.By} executed {first.Command}, and {server} executed {command}; "
                    + Cluster.See("machines-disagree"));
            }

            return;
        }

        if (!_submitted.Contains(command))
            throw Unsafe($"{server} executed \"{command}\", which nobody submitted; {Cluster.See("machines-disagree")}");
        if (!_positions.TryAdd(command, position))
        {
            throw Unsafe(
                $"{command} was submitted once, and executed as number {_positions[command]} and, by {server}, as number {position}; "
                + Cluster.See("machines-disagree"));
        }

        var before = Count == 0 ? 0 : _executed[^1].Hash;
        _executed.Add((command, Machine.HashAfter(before, command), server));
    }

    /// <summary>A machine was given a snapshot that says to hold so many commands.</summary>
    public void CheckSnapshot(Server server, int count, string snapshot) => Expect.Safety(
        count >= 1 && count <= Count && snapshot == Machine.Snapshot(count, _executed[count - 1].Hash),
        $"the machine of {server} was given the snapshot \"{snapshot}\", which no machine has made; {Cluster.See("snapshots")}");

    // It stands, whatever else was left out of a run that is made smaller: no fault excuses it.
    private FailureException Unsafe(string reason)
    {
        world.Fail(FailureKind.Safety, reason);
        return new FailureException(FailureKind.Safety, reason);
    }
}
