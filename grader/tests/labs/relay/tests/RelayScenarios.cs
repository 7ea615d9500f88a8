using Labs.Testing;

namespace Labs.Relay.Tests;

/// <summary>What the grader's tests grade for a lab that builds on another.</summary>
public sealed class RelayScenarios
{
    /// <summary>Safety.</summary>
    [Scenario(Part = "A", Servers = 1)]
    public async Task It_passes_on_what_its_echo_says(RelayCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        string answer = await cluster.PassAsync("hello");
        Expect.Safety(answer == "hello", $"the relay passed on '{answer}' for 'hello'");
    }
}
