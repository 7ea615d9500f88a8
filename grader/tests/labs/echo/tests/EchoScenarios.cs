using Labs.Framework;
using Labs.Simulation;
using Labs.Testing;

namespace Labs.Echo.Tests;

/// <summary>What the grader's tests grade: it passes, fails, hangs or gives up as the submission likes.</summary>
public sealed class EchoScenarios
{
    /// <summary>Safety, or no verdict where the server says 'perhaps'.</summary>
    [Scenario(Part = "A")]
    public async Task It_says_back_what_it_hears(EchoCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        await cluster.PassAsync();
        string answer = await cluster.SayAsync(0, "hello");
        if (answer == "perhaps") throw new InconclusiveException("the server said perhaps");
        Expect.Safety(answer == "hello", $"server 0 heard 'hello' and said '{answer}'");
    }

    /// <summary>Liveness.</summary>
    [Scenario(Part = "B", Servers = 2)]
    public async Task It_comes_back_within_a_second(EchoCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        await cluster.PassAsync();
        await Expect.Within(
            cluster.World,
            1000.Milliseconds(),
            "an echo",
            async () => await cluster.SayAsync(1, "hello") is "hello" and var answer ? answer : null);
        await cluster.PassAsync();
    }
}
