using Labs.Framework;
using Labs.Testing;

namespace Labs.KvRaftLab.Tests;

/// <summary>Part A: commands go through Raft to a machine on every server, and the answer goes back to who asked.</summary>
/// <remarks>In every scenario, at every execution and every answer: all machines execute the same commands in the same order, each
/// command at most once, and an answer is the machine's answer to this very command.</remarks>
public sealed class SubmitScenarios
{
    /// <summary>One command after the other is executed by every server, and answered by the one that it was given to.</summary>
    /// <remarks>6.5840: TestBasic4A. Usual bugs: only the leader's machine executes; the answer goes out before the command is
    /// committed; a server that does not lead answers instead of returning null.</remarks>
    [Scenario(Part = "A")]
    public async Task Commands_are_answered_with_what_the_machine_said(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        var leader = await cluster.LeaderAsync();
        for (var i = 0; i < 10; i++)
        {
            await cluster.AnsweredAsync(cluster.Submit(leader), "an answer while nothing is wrong");
            await cluster.ExecutedAsync(cluster.Servers);
        }

        foreach (var follower in cluster.Except(leader))
        {
            var command = cluster.Submit(follower);
            await cluster.OverAsync([command], Limits.Answer, "a server that does not lead");
            Expect.Safety(
                command.Answer is null, $"{follower} does not lead, and answered \"{command.Answer}\"; {Cluster.See("wrong-answer")}");
        }
    }

    /// <summary>Fifty commands that are submitted at once are each executed once, and each is answered; also where the way to the others
    /// and back takes 30 ms, so that there is no time for one after the other.</summary>
    /// <remarks>6.5840: TestConcurrent4A. Usual bugs: one waiter at a time; one command at a time; a waiter is entered after its command
    /// was applied; the answers go out in another order than the commands came in.</remarks>
    [Scenario(Part = "A")]
    public async Task Commands_submitted_at_once_are_executed_once_each(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        var leader = await cluster.LeaderAsync();
        for (var round = 0; round < 2; round++)
        {
            var before = cluster.Executed;
            var commands = cluster.Submit(leader, 50);
            await cluster.UntilAsync(
                Limits.Answer, "the answers to fifty commands", "the leader", () => commands.All(command => command.IsOver), "no-answer");
            foreach (var command in commands)
                await cluster.AnsweredAsync(command, "an answer while nothing is wrong");
            await cluster.ExecutedAsync(cluster.Servers);
            Expect.Safety(
                cluster.Executed == before + commands.Count,
                $"{commands.Count} commands were answered, and the machines executed {cluster.Executed - before}; "
                + Cluster.See("machines-disagree"));
            cluster.SlowDown(14.Milliseconds(), 16.Milliseconds());
        }
    }

    /// <summary>The leader is cut off: the others go on with the same machine, and when it is back it has executed what they
    /// have.</summary>
    /// <remarks>6.5840: TestLeaderFailure4A.</remarks>
    [Scenario(Part = "A")]
    public async Task The_next_leader_goes_on_with_the_same_machine(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            var others = cluster.Except(leader);
            cluster.ConnectOnly(others);
            for (var i = 0; i < 3; i++)
                await cluster.AgreeAsync(others);
            cluster.EndFaults();
            await cluster.AgreeAsync(cluster.Servers);
        }
    }

    /// <summary>A leader that is alone answers none of a hundred commands while the others go on; when it is back all who waited are
    /// told null within a second, and none of the hundred was executed.</summary>
    /// <remarks>6.5840: TestLeaderPartition4A. Usual bugs: the command is executed when it is submitted; waiters are released only when
    /// something is applied at their index, or when they have waited for long; a waiter gets the answer of whatever was applied
    /// there.</remarks>
    [Scenario(Part = "A")]
    public async Task A_leader_without_a_majority_answers_nobody(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        var leader = await cluster.LeaderAsync();
        var others = cluster.Except(leader);
        cluster.ConnectOnly(others);
        await cluster.PassAsync(Limits.InFlight);

        var commands = cluster.Submit(leader, 100);
        for (var i = 0; i < 5; i++)
            await cluster.AgreeAsync(others);
        await cluster.PassAsync(Limits.NoAnswer);
        CheckUnanswered(commands);
        // A Raft that steps down when it hears of no majority is another matter.
        Expect.Safety(
            !leader.Leads || commands.All(command => !command.IsOver),
            $"{leader} still leads, and told who waits that it does not; {Cluster.See("wrong-answer")}");

        cluster.EndFaults();
        await cluster.OverAsync(commands, Limits.Release, "the leader that was cut off");
        CheckUnanswered(commands);
        await cluster.AgreeAsync(cluster.Servers);
        var executed = commands.FirstOrDefault(cluster.IsExecuted);
        Expect.Safety(
            executed is null, $"{executed?.Text} was executed, and its leader had no majority; {Cluster.See("machines-disagree")}");
    }

    /// <summary>A leader comes back to a successor that has no new command, or one, and perhaps leads again soon after: nothing is
    /// applied where its own commands would stand, and yet all who wait are told null within a second.</summary>
    /// <remarks>6.5840: TestShutdown4A asks that nobody waits for ever; here a server that goes down takes its callers with it, so what
    /// remains is a server that no longer leads. Usual bugs: waiters are released when another entry is applied at their index, and
    /// only then; a server looks now and then whether it leads, and does not notice that it is in another term; who waits is replaced
    /// where the index is promised again, and never told.</remarks>
    [Scenario(Part = "A")]
    public async Task Who_waits_at_a_leader_that_was_deposed_is_told(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            cluster.ConnectOnly(cluster.Except(leader));
            await cluster.PassAsync(Limits.InFlight);
            var commands = cluster.Submit(leader, 20);
            await cluster.LeaderAsync(cluster.Except(leader));
            cluster.EndFaults();
            await cluster.OverAsync(commands, Limits.Release, "the leader that was cut off");
            CheckUnanswered(commands);
        }

        for (var round = 3; round < 9; round++)
            await LeadAgainAsync(cluster, cluster.Nemesis(round));
        await cluster.AgreeAsync(cluster.Servers);
    }

    /// <summary>After a restart of all, the machine is what it was: Raft brings every command again.</summary>
    /// <remarks>6.5840: TestRestartReplay4A. Usual bugs: the answers to replayed commands are given to waiters of this life; the server
    /// saves something of its own beside Raft's state.</remarks>
    [Scenario(Part = "A")]
    public async Task The_machine_is_built_again_after_a_restart(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 2; round++)
        {
            var leader = await cluster.LeaderAsync();
            foreach (var command in cluster.Submit(leader, 50))
                await cluster.AnsweredAsync(command, "the answers to fifty commands");
            cluster.CrashAll();
            cluster.RestartAll();
            await cluster.AgreeAsync(cluster.Servers);
        }
    }

    /// <summary>Everybody crashes while a hundred commands are under way: each is executed later, or never, and by all the same.</summary>
    /// <remarks>6.5840: TestRestartSubmit4A.</remarks>
    [Scenario(Part = "A")]
    public async Task Commands_under_way_at_a_crash_are_executed_once_or_never(MachineCluster cluster)
    {
        await cluster.AgreeAsync(cluster.Servers);
        for (var round = 0; round < 3; round++)
        {
            var leader = await cluster.LeaderAsync();
            var random = cluster.Nemesis(round);
            var commands = cluster.Submit(leader, 100);
            await cluster.PassAsync(random.Between(TimeSpan.Zero, 4.Milliseconds()));
            cluster.CrashAll();
            await cluster.OverAsync(commands, Limits.InFlight, "a group that is down");
            cluster.RestartAll();
            await cluster.AgreeAsync(cluster.Servers);
        }
    }

    // The first leader's commands are gone from its log but for the place of the first; then the second one crashes, and perhaps
    // the first one leads again before it has looked, and promises the places anew.
    private static async Task LeadAgainAsync(MachineCluster cluster, Random random)
    {
        var first = await cluster.LeaderAsync();
        var others = cluster.Except(first);
        cluster.ConnectOnly(others);
        await cluster.PassAsync(Limits.InFlight);
        var lost = cluster.Submit(first, random.Next(5, 20));
        var second = await cluster.LeaderAsync(others);
        await cluster.AnsweredAsync(cluster.Submit(second), "an answer while nothing is wrong");
        cluster.EndFaults();
        await cluster.UntilAsync(
            Limits.Agreement, "a server that catches up", $"{first}", () => first.LastApplied == second.LastApplied, "no-answer");
        second.Crash();
        var third = await cluster.LeaderAsync(cluster.Except(second));
        if (random.Next(2) == 0)
            cluster.Submit(third, lost.Count);
        await cluster.OverAsync(lost, Limits.Release, "the leader that was cut off");
        CheckUnanswered(lost);
        cluster.EndFaults();
    }

    private static void CheckUnanswered(IReadOnlyList<Command> commands)
    {
        var answered = commands.FirstOrDefault(command => command.Answer is not null);
        Expect.Safety(
            answered is null,
            $"{answered?.Server} could not reach a majority, and answered \"{answered?.Answer}\" to {answered?.Text}; "
            + Cluster.See("wrong-answer"));
    }
}
