using Labs.Testing;

namespace Labs.KeeperLab.Tests;

/// <summary>Part A: one server that crashes.</summary>
public sealed class KeeperScenarios
{
    /// <summary>What was written before a crash is read after it, crash after crash.</summary>
    /// <remarks>Usual bugs: the value is kept in memory alone; it is saved after the answer; it is not read back.</remarks>
    [Scenario(Part = "A", Servers = 1)]
    public async Task What_was_written_is_there_after_a_crash(KeeperCluster cluster)
    {
        var random = cluster.World.RandomFor("values");
        for (var round = 0; round < 5; round++)
        {
            var value = $"value {random.Next()}";
            await cluster.WriteAsync(value);
            await cluster.CrashAndStartAsync();
            var read = await cluster.ReadAsync();
            Expect.Safety(
                string.Equals(read, value, StringComparison.Ordinal),
                $"the server said '{read}' after a crash, and '{value}' was written; see labs/keeper/README.md#forgotten");
        }
    }
}
